import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { PriorityClass } from '../lib';

/** What pods name: who goes first where nodes are full (seed row A19). */
export const PRIORITY = {
  inference: 'inference-critical',
  platform: 'platform',
  standard: 'standard',
  training: 'training-batch',
} as const;

/**
 * Four classes, so that every pod has one: those that name none get the third. Training waits for room, and never makes it.
 */
export class Priorities extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new PriorityClass(this, PRIORITY.inference, { value: 100_000, description: 'Models that somebody waits for.' });
    new PriorityClass(this, PRIORITY.platform, { value: 50_000, description: 'What the platform itself needs.' });
    new PriorityClass(this, PRIORITY.standard, {
      value: 10_000,
      globalDefault: true,
      description: 'Every pod that names no other.',
    });
    new PriorityClass(this, PRIORITY.training, {
      value: 1_000,
      preempts: false,
      description: 'Work that can wait, and gives way.',
    });
  }
}
