#!/usr/bin/env node
import { LateOptimization } from '../evidence/late-optimization';
import { CommandLine } from './command-line';
import { Output } from './output';

LateOptimization.request();

// The status is left to Node, which ends when all is written; process.exit would cut a long report off.
const { pieces, problems, status } = CommandLine.run(process.argv.slice(2));
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = status;
void Output.write(pieces);
