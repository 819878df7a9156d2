import { type CommandHelp, HelpText } from './help-text';
import { HELP } from './option';

/** What `fortress explain` takes. */
export const EXPLAIN_HELP: CommandHelp = {
  title: 'Says what checks want, and why, in the words in which they are specified.',
  usage: ['fortress explain [CHECK|FAMILY]... [OPTIONS]'],
  options: [
    { name: 'format', value: 'FORMAT', help: ['text, or markdown for the page of all checks (default: text)'] },
    HELP,
  ],
  sections: {
    Examples: HelpText.columns([
      ['fortress explain', 'lists all checks, by family'],
      ['fortress explain network', 'lists those of one family'],
      ['fortress explain run-as-non-root', 'prints the specification of one'],
    ]),
  },
};
