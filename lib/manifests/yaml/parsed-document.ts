import type { FieldSegments } from '../json/field-path';

/** A key that an object has more than once. */
export interface RepeatedKey {
  readonly path: FieldSegments;
  /** Line of the later one, from 1. */
  readonly line: number;
}

/** One document of a text, as JSON. */
export interface ParsedDocument {
  /** What it holds; null for an empty document. */
  readonly value: unknown;
  /** Line on which it starts, from 1. */
  readonly line: number;
  readonly repeatedKeys: readonly RepeatedKey[];
  /** Lines on which the elements of its list start, where they are objects, by index; see LISTS. */
  readonly itemLines: readonly (number | undefined)[];
  /** How many values its aliases stand for. */
  readonly aliased: number;
  /** Line on which more follows that a cluster's tools do not read. */
  readonly unreadLine?: number;
}

/** The keys of documents that hold a list of things that errors name by line: objects, waivers, findings. */
export const LISTS: readonly string[] = ['items', 'waivers', 'findings'];

/** How much of a document is read, so that no input takes memory or time without end. */
export const READ_LIMITS = {
  /** Levels of objects and lists in one another. CustomResourceDefinitions have some 50. */
  depth: 500,
  /** Values of one document; of YAML, an estimate before it is parsed. 50 MiB of Deployments in one List have some 2 million. */
  values: 5_000_000,
  /** Values that the aliases of one text stand for. */
  aliased: 1_000_000,
  /** Keys that the objects of one document repeat. */
  repeatedKeys: 10_000,
  /** Errors of one file. */
  errors: 10_000,
  /** Bytes of one file. */
  bytes: 256 * 1024 * 1024,
} as const;

/** A document that cannot be read. */
export class UnreadableDocument extends Error {
  public static readonly TOO_DEEP = `is nested deeper than ${READ_LIMITS.depth} levels`;

  constructor(
    message: string,
    /** Line of the problem, from 1. */
    public readonly line: number,
  ) {
    super(message);
    this.name = 'UnreadableDocument';
  }
}
