// Finds text for people that stands in a component or a state class instead of in the words catalogue.
import { parse, type AST } from 'svelte/compiler';
import ts from 'typescript';

/** Attributes and props whose value a person reads or hears. */
const SPOKEN = new Set(
  'alt,aria-description,aria-label,aria-roledescription,body,caption,description,help,hint,label,lead,placeholder,title'.split(
    ',',
  ),
);
/** A scheme, as in `hushroom://`, is no word. */
const WORD = /\p{L}{2,}(?!\p{L}*:\/\/)/u;
/** In a script, a text for people is told by a space between words; selectors and class lists begin otherwise. */
const SENTENCE = /^[^.#[:<].*\p{L} +\p{L}/u;

/** The literal texts of a file of the interface, as they stand there. */
export function literalWords(path: string, source: string): readonly string[] {
  if (!path.endsWith('.svelte')) return inScript(source);
  const root = parse(source, { modern: true, filename: path });
  const script = root.instance?.content as { start: number; end: number } | undefined;
  return [
    ...inTemplate(root.fragment),
    ...(script === undefined ? [] : inScript(source.slice(script.start, script.end))),
  ];
}

/** Texts between tags, in spoken attributes, and in the expressions that stand in either place. */
function inTemplate(fragment: AST.Fragment): readonly string[] {
  const found: string[] = [];
  const visit = (node: unknown, shown: boolean): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one, shown);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, data, value, name } = node as Record<string, unknown>;
    if (type === 'Text') take(data, shown);
    else if (type === 'Literal') take(value, shown);
    else if (type === 'TemplateElement') take((value as { cooked?: unknown }).cooked, shown);
    else if (type === 'Attribute') visit(value, typeof name === 'string' && SPOKEN.has(name));
    // What is compared, called or looked up with is not shown.
    else if (type === 'BinaryExpression' || type === 'CallExpression' || type === 'MemberExpression') return;
    else if (type === 'ConditionalExpression') visitAll(node, ['consequent', 'alternate'], shown);
    else if (type === 'IfBlock') visitAll(node, ['consequent', 'alternate'], shown);
    else if (type === 'EachBlock') visitAll(node, ['body', 'fallback'], shown);
    else if (type === 'KeyBlock' || type === 'SnippetBlock') visitAll(node, ['fragment', 'body'], shown);
    else if (type === 'RenderTag' || type === 'Comment') return;
    else
      visitAll(
        node,
        ['attributes', 'fragment', 'expression', 'nodes', 'quasis', 'expressions', 'left', 'right'],
        shown,
      );
  };
  const visitAll = (node: object, keys: readonly string[], shown: boolean): void => {
    for (const key of keys) visit((node as Record<string, unknown>)[key], key === 'fragment' || shown);
  };
  const take = (text: unknown, shown: boolean): void => {
    if (shown && typeof text === 'string' && WORD.test(text)) found.push(text.trim());
  };
  visit(fragment.nodes, true);
  return found;
}

/** Sentences in a script, besides those of errors, which only developers see. */
function inScript(source: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isNewExpression(node) && node.expression.getText(file).endsWith('Error')) return;
    const literal =
      ts.isStringLiteral(node) ||
      ts.isNoSubstitutionTemplateLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node);
    if (literal && SENTENCE.test(node.text)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile('script.ts', source, ts.ScriptTarget.Latest);
  visit(file);
  return found;
}
