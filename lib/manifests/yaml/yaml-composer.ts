import { type AliasEvent, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { FieldSegments } from '../json/field-path';
import { Json } from '../json/json';
import { JsonKeys } from './json-keys';
import type { LineCounter } from './line-counter';
import { LISTS, type ParsedDocument, READ_LIMITS, type RepeatedKey, UnreadableDocument } from './parsed-document';
import { YamlAliases } from './yaml-aliases';
import { YamlDifferences } from './yaml-differences';
import { type YamlScalar, YamlScalars } from './yaml-scalars';
import { YamlTags } from './yaml-tags';

/** A value, and what an alias must know of it. */
interface Node {
  value: unknown;
  /** What it is as a key; undefined for collections. */
  readonly scalar?: YamlScalar;
  /** Whether it still grows: an alias of it would be a part of itself. */
  isOpen: boolean;
  /** How many values it is, with those that its aliases stand for. */
  size: number;
  /** How many levels of collections it has. */
  height: number;
}

/** A collection that is being read. */
interface Frame extends Node {
  readonly value: unknown[] | Record<string, unknown>;
  readonly inFlow: boolean;
  /** The key that waits for its value. */
  key?: string;
  keyPosition: number;
  /** Whether that is a merge key. */
  merges: boolean;
  /** The keys that came from a merge, which keys of its own override. */
  merged?: Set<string>;
}

const NONE = -1;

/** Turns the events of the YAML parser into JSON, as go-yaml v2 and sigs.k8s.io/yaml do. One composer, one document. */
export class YamlComposer {
  private readonly frames: Frame[] = [];
  private readonly anchors = new Map<string, Node>();
  private readonly aliases = new YamlAliases();
  private readonly repeated: { readonly path: FieldSegments; readonly position: number }[] = [];
  private itemLines: (number | undefined)[] = [];
  private root: unknown = null;
  private position = 0;

  constructor(
    private readonly source: string,
    private readonly lines: LineCounter,
  ) {}

  /** The first document of the events; a cluster's tools read no other. */
  public compose(events: readonly Event[]): ParsedDocument {
    let start = NONE;
    let index = 0;
    for (; index < events.length && (events[index].type !== EVENT_ID.POP || this.frames.length > 0); index++) {
      this.read(events[index]);
      if (index === 1) start = this.position;
    }
    const difference = YamlDifferences.beforeStart(this.source, start);
    if (difference) throw this.unreadable(difference.message, difference.position);
    const next = events
      .slice(index + 1, index + 3)
      .map(YamlComposer.positionOf)
      .find(position => position !== NONE);
    return {
      value: this.root,
      line: this.lines.at(Math.max(start, 0)),
      repeatedKeys: this.repeatedKeys(),
      itemLines: this.itemLines,
      aliased: this.aliases.aliased,
      ...(index + 1 < events.length && { unreadLine: this.lines.at(next ?? 0) }),
    };
  }

  /** In the order of the text: an object is noted after what is in it, and lines are told quickly if they ascend. */
  private repeatedKeys(): RepeatedKey[] {
    const ascending = this.repeated.sort((a, b) => a.position - b.position);
    return ascending.map(({ path, position }) => ({ path, line: this.lines.at(position) }));
  }

  private static positionOf(event: Event): number {
    if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return NONE;
    let first = event.type === EVENT_ID.SCALAR ? event.valueStart : event.type === EVENT_ID.ALIAS ? NONE : event.start;
    if (event.anchorStart !== NONE && !(first < event.anchorStart && first !== NONE)) first = event.anchorStart;
    if (event.type === EVENT_ID.ALIAS || event.tagStart === NONE) return first;
    return first === NONE ? event.tagStart : Math.min(first, event.tagStart);
  }

  private read(event: Event): void {
    const position = YamlComposer.positionOf(event);
    if (position !== NONE) this.position = position;
    const frame = this.frames.at(-1);
    const difference = YamlDifferences.inEvent(this.source, event, frame?.inFlow ?? false);
    if (difference) throw this.unreadable(difference.message, difference.position);
    if (event.type === EVENT_ID.SCALAR) this.readScalar(event, frame);
    else if (event.type === EVENT_ID.ALIAS) this.readAlias(event, frame);
    else if (event.type === EVENT_ID.POP) this.close();
    else if (event.type !== EVENT_ID.DOCUMENT) this.open(event, frame);
    if (this.aliases.areExcessive) throw this.unreadable('its aliases stand for too many values');
  }

  private open(event: Extract<Event, { start: number }>, parent: Frame | undefined): void {
    const isList = event.type === EVENT_ID.SEQUENCE;
    const inFlow = YamlDifferences.isFlow(event);
    const size = isList && parent?.merges ? 0 : 1;
    const value = isList ? [] : {};
    const frame: Frame = { value, isOpen: true, size, height: 1, inFlow, keyPosition: 0, merges: false };
    this.aliases.count(size);
    this.anchor(event, frame);
    this.noteItem(frame);
    this.frames.push(frame);
  }

  /** Notes the line of an element of the document's own list. */
  private noteItem({ value }: Frame): void {
    const [root, list] = this.frames;
    if (root?.key === undefined || !LISTS.includes(root.key)) return;
    if (this.frames.length === 1) this.itemLines = [];
    else if (this.frames.length === 2 && Array.isArray(list.value) && !Array.isArray(value)) {
      this.itemLines[list.value.length] = this.lines.at(this.position);
    }
  }

  private close(): void {
    const frame = this.frames.pop();
    if (!frame) return;
    frame.isOpen = false;
    this.place(frame, this.frames.at(-1), false);
  }

  private readScalar(event: ScalarEvent, frame: Frame | undefined): void {
    const text = getScalarValue(this.source, event);
    const tag = YamlTags.of(this.source, event);
    const isPlain = event.style === SCALAR_STYLE.PLAIN;
    const scalar = tag !== undefined ? YamlScalars.tagged(tag, text) : isPlain ? YamlScalars.plain(text) : text;
    if (scalar === undefined) throw this.unreadable(`${JSON.stringify(text)} is no ${YamlTags.short(tag ?? '')}`);
    const node: Node = { value: undefined, scalar, isOpen: false, size: 1, height: 0 };
    this.anchor(event, node);
    if (frame && this.awaitsKey(frame) && text === '<<' && YamlTags.allowsMerge(tag, isPlain)) {
      frame.key = text;
      frame.keyPosition = this.position;
      frame.merges = true;
      return;
    }
    this.aliases.count(1);
    this.place(node, frame, false);
  }

  private readAlias(event: AliasEvent, frame: Frame | undefined): void {
    const name = this.source.slice(event.anchorStart, event.anchorEnd);
    const node = this.anchors.get(name);
    if (!node) throw this.unreadable(`nothing is called "&${name}"`);
    if (node.isOpen) throw this.unreadable(`"*${name}" would be a part of itself`);
    if (this.frames.length + node.height > READ_LIMITS.depth) throw this.unreadable(UnreadableDocument.TOO_DEEP);
    this.aliases.expand(node.size);
    this.place({ ...node, size: node.size + 1 }, frame, true);
  }

  private anchor(event: { anchorStart: number; anchorEnd: number }, node: Node): void {
    if (event.anchorStart !== NONE) this.anchors.set(this.source.slice(event.anchorStart, event.anchorEnd), node);
  }

  private awaitsKey(frame: Frame): boolean {
    return frame.key === undefined && !Array.isArray(frame.value);
  }

  /** Puts a finished node where it belongs. */
  private place(node: Node, frame: Frame | undefined, isAlias: boolean): void {
    if (frame && this.awaitsKey(frame)) {
      frame.size += node.size;
      frame.key = this.keyOf(node);
      frame.keyPosition = this.position;
      return;
    }
    if (!frame) {
      this.root = this.valueOf(node);
      return;
    }
    frame.size += node.size;
    frame.height = Math.max(frame.height, node.height + 1);
    if (Array.isArray(frame.value)) frame.value.push(this.valueOf(node));
    else if (frame.merges) this.mergeAll(frame, node, isAlias);
    else this.set(frame, frame.key as string, this.valueOf(node));
    frame.key = undefined;
    frame.merges = false;
  }

  private valueOf(node: Node): unknown {
    if (node.scalar === undefined) return node.value;
    const value = YamlScalars.toJson(node.scalar);
    if (value === undefined) throw this.unreadable(`JSON has no number ${node.scalar}`);
    return value;
  }

  private keyOf(node: Node): string {
    const key = node.scalar === undefined ? undefined : YamlScalars.toKey(node.scalar);
    if (key !== undefined) return key;
    const what = node.scalar === undefined ? (Array.isArray(node.value) ? 'a list' : 'an object') : String(node.scalar);
    throw this.unreadable(`a key must be text, a number or a bool, got ${what}`);
  }

  private set(frame: Frame, key: string, value: unknown): void {
    if (JsonKeys.has(frame.value, key) && !frame.merged?.delete(key)) this.repeat(frame, key);
    JsonKeys.put(frame.value as Record<string, unknown>, key, value);
  }

  /** The later key wins, also where it comes from a merge: other parsers prefer the object's own. */
  private mergeAll(frame: Frame, node: Node, isAlias: boolean): void {
    const isList = Array.isArray(node.value) && !isAlias;
    const sources = isList ? [...(node.value as unknown[])].reverse() : [node.value];
    const objects = sources.filter(Json.isObject);
    if (objects.length < sources.length) throw this.unreadable('"<<" must have an object, or a list of objects');
    frame.merged ??= new Set();
    for (const [key, value] of objects.flatMap(source => Object.entries(source))) {
      if (JsonKeys.has(frame.value, key) && !frame.merged.has(key)) this.repeat(frame, key);
      JsonKeys.put(frame.value as Record<string, unknown>, key, value);
      frame.merged.add(key);
    }
  }

  private repeat({ keyPosition }: Frame, key: string): void {
    if (this.repeated.length === READ_LIMITS.repeatedKeys) throw this.unreadable('repeats too many keys');
    this.repeated.push({ path: [...this.path(), key], position: keyPosition });
  }

  private path(): FieldSegments {
    return this.frames.slice(0, -1).map(({ key, value }) => key ?? (value as unknown[]).length);
  }

  private unreadable(message: string, position = this.position): UnreadableDocument {
    return new UnreadableDocument(message, this.lines.at(position));
  }
}
