import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../source-files';

const INDEX = join(ROOT, 'lib/index.ts');
const config = ts.readConfigFile(join(ROOT, 'tsconfig.jsii.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(
  { ...config.config, extends: undefined },
  ts.sys,
  ROOT,
  ts.parseJsonConfigFileContent(ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config, ts.sys, ROOT)
    .options,
);
const program = ts.createProgram([INDEX], { ...options, noEmit: true });
const checker = program.getTypeChecker();

const exported = checker
  .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(INDEX) as ts.SourceFile) as ts.Symbol)
  .map(symbol => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));

/** The members that jsii sees: public, and not marked internal. */
function publicMembers(symbol: ts.Symbol): ts.Symbol[] {
  const members = [...(symbol.members?.values() ?? []), ...(symbol.exports?.values() ?? [])];
  return members.filter(member => {
    const declaration = member.declarations?.[0];
    if (!declaration || member.flags & ts.SymbolFlags.TypeParameter || member.name === 'prototype') return false;
    const hidden = ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private;
    return !hidden && !ts.getJSDocTags(declaration).some(tag => tag.tagName.text === 'internal');
  });
}

/** Every type written in the signature of a public member; what a body or an initializer holds is nobody's business. */
function typeNodes(member: ts.Symbol): ts.TypeNode[] {
  const found: ts.TypeNode[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) found.push(node);
    if (!ts.isBlock(node) && !ts.isExpression(node)) ts.forEachChild(node, visit);
  };
  for (const declaration of member.declarations ?? []) ts.forEachChild(declaration, visit);
  return found;
}

const MEMBERS = exported.flatMap(symbol =>
  publicMembers(symbol).map(member => [`${symbol.name}.${member.name}`, member] as const),
);

test('the public API holds something', () => {
  expect(exported.length).toBeGreaterThan(60);
  expect(MEMBERS.length).toBeGreaterThan(300);
});

test('only classes, interfaces and enums are exported: jsii drops everything else without a word', () => {
  const wanted = ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.Enum;
  expect(exported.filter(symbol => !(symbol.flags & wanted)).map(symbol => symbol.name)).toEqual([]);
});

test('no exported class or interface is generic', () => {
  const generic = exported.filter(symbol => {
    return symbol.declarations?.some(node => ((node as ts.ClassDeclaration).typeParameters?.length ?? 0) > 0);
  });
  expect(generic.map(symbol => symbol.name)).toEqual([]);
});

test('no public signature holds a literal union, a tuple or a function type', () => {
  const wrong = MEMBERS.filter(([, member]) =>
    typeNodes(member).some(
      node =>
        ts.isTupleTypeNode(node) ||
        ts.isFunctionTypeNode(node) ||
        (ts.isUnionTypeNode(node) &&
          node.types.some(type => ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal))),
    ),
  );
  expect(wrong.map(([name]) => name)).toEqual([]);
});

test('no public signature names a generated type of imports/', () => {
  const isGenerated = (file: string) => file.startsWith(join(ROOT, 'imports'));
  const wrong = MEMBERS.filter(([, member]) =>
    typeNodes(member).some(node => {
      const symbol = ts.isTypeReferenceNode(node) ? checker.getSymbolAtLocation(node.typeName) : undefined;
      const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return target?.declarations?.some(declaration => isGenerated(declaration.getSourceFile().fileName));
    }),
  );
  expect(wrong.map(([name]) => name)).toEqual([]);
});

test('every exported type has a doc comment', () => {
  const documented = (symbol: ts.Symbol) => ts.displayPartsToString(symbol.getDocumentationComment(checker)) !== '';
  expect(exported.filter(symbol => !documented(symbol)).map(symbol => symbol.name)).toEqual([]);
});

test('every optional prop says its default', () => {
  const silent = exported
    .filter(symbol => /(Props|Options|Settings|Attributes|Amounts|Capacity)$/.test(symbol.name))
    .flatMap(symbol => publicMembers(symbol).map(member => [symbol, member] as const))
    .filter(([, member]) => member.flags & ts.SymbolFlags.Optional)
    .filter(([, member]) => !member.getJsDocTags(checker).some(tag => tag.name === 'default'));
  expect(silent.map(([symbol, member]) => `${symbol.name}.${member.name}`)).toEqual([]);
});
