import { globSync, readFileSync } from "node:fs";
import ts from "typescript";

/** One place where code asks for words. `prefix`: the key ends with something known only at run time. */
export type MessageUse = { at: string; key: string; kind: "key" | "prefix" | "unreadable" };

const askers = new Set(["useTranslations", "getTranslations"]);
const methods = new Set(["rich", "markup", "raw", "has"]);

/** Every key that the sources under these folders ask of next-intl, read from their syntax trees. */
export function listMessageUses(pattern: string): MessageUse[] {
  return globSync(pattern).flatMap((path) => {
    const source = readFileSync(path, "utf8");
    if (!/Translations|Translator</.test(source)) return [];
    return usesOf(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  });
}

function usesOf(file: ts.SourceFile): MessageUse[] {
  const uses: MessageUse[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node)) {
      const area = areaOf(node.expression);
      if (area !== null && node.arguments[0]) uses.push(...keysOf(node.arguments[0], area, place(file, node)));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses;
}

/** The area for which `t("…")`, `t.rich("…")` or `(await getTranslations("a"))("…")` speaks; null when it is something else. */
function areaOf(called: ts.Expression): string | null {
  const speaker = ts.isPropertyAccessExpression(called) && methods.has(called.name.text) ? called.expression : called;
  if (ts.isParenthesizedExpression(speaker)) return areaAsked(speaker.expression);
  return ts.isIdentifier(speaker) ? areaOfName(speaker) : null;
}

/** By the nearest declaration of the name. A `t` of unknown origin is told, so that no use stays unseen. */
function areaOfName(name: ts.Identifier): string | null {
  for (let scope: ts.Node | undefined = name.parent; scope; scope = scope.parent) {
    const declaration = declarationIn(scope, name.text);
    if (declaration) return areaDeclared(declaration) ?? (name.text === "t" ? "(unknown area) " : null);
  }
  return null;
}

type Declaration = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

function declarationIn(scope: ts.Node, name: string): Declaration | null {
  const declared: Declaration[] = [];
  if (ts.isBlock(scope) || ts.isSourceFile(scope))
    for (const statement of scope.statements)
      if (ts.isVariableStatement(statement)) declared.push(...statement.declarationList.declarations);
  if (ts.isFunctionLike(scope)) declared.push(...scope.parameters);
  return declared.flatMap(unfold).find((one) => ts.isIdentifier(one.name) && one.name.text === name) ?? null;
}

function unfold(declaration: Declaration): Declaration[] {
  const { name } = declaration;
  if (ts.isIdentifier(name)) return [declaration];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? unfold(element) : []));
}

/** From `= useTranslations("a")`, `[t] = await Promise.all([getTranslations("a")])`, `t: Translator<"a">`, `{ t }: { t: … }`. */
function areaDeclared(declaration: Declaration): string | null {
  const value = ts.isBindingElement(declaration) ? valueUnfolded(declaration) : declaration.initializer;
  return (value && areaAsked(value)) ?? areaTyped(typeOf(declaration));
}

function valueUnfolded(element: ts.BindingElement): ts.Expression | undefined {
  const { parent: pattern } = element;
  const whole = ts.isVariableDeclaration(pattern.parent) ? pattern.parent.initializer : undefined;
  if (!whole || !ts.isArrayBindingPattern(pattern)) return undefined;
  const call = ts.isAwaitExpression(whole) ? whole.expression : whole;
  const [all] = ts.isCallExpression(call) ? call.arguments : [];
  return all && ts.isArrayLiteralExpression(all) ? all.elements[pattern.elements.indexOf(element)] : undefined;
}

function areaAsked(expression: ts.Expression): string | null {
  const call = ts.isAwaitExpression(expression) ? expression.expression : expression;
  if (!ts.isCallExpression(call)) return null;
  if (!ts.isIdentifier(call.expression) || !askers.has(call.expression.text)) return null;
  const [asked] = call.arguments;
  if (!asked) return "";
  if (ts.isStringLiteralLike(asked)) return `${asked.text}.`;
  const namespace = ts.isObjectLiteralExpression(asked)
    ? asked.properties.find((property) => property.name?.getText() === "namespace")
    : undefined;
  if (!namespace) return "";
  return ts.isPropertyAssignment(namespace) && ts.isStringLiteralLike(namespace.initializer)
    ? `${namespace.initializer.text}.`
    : null;
}

function typeOf(declaration: Declaration): ts.TypeNode | undefined {
  if (!ts.isBindingElement(declaration)) return declaration.type;
  const owner = declaration.parent.parent;
  const type = ts.isParameter(owner) ? owner.type : undefined;
  if (!type || !ts.isTypeLiteralNode(type)) return undefined;
  const member = type.members.find((one) => one.name?.getText() === declaration.name.getText());
  return member && ts.isPropertySignature(member) ? member.type : undefined;
}

/** `Translator<"a">`, what it stands for (`ReturnType<typeof useTranslations<"a">>`), or a name given to either in the file. */
function areaTyped(type: ts.TypeNode | undefined): string | null {
  if (!type) return null;
  const alias = type
    .getSourceFile()
    .statements.find(
      (statement): statement is ts.TypeAliasDeclaration =>
        ts.isTypeAliasDeclaration(statement) && statement.name.text === type.getText(),
    );
  const written = (alias?.type ?? type)
    .getText()
    .match(/(?:useTranslations|getTranslations|Translator)(?:<"([^"]+)">)?/);
  if (!written) return null;
  return written[1] ? `${written[1]}.` : "";
}

function keysOf(asked: ts.Expression, area: string, at: string): MessageUse[] {
  if (ts.isStringLiteralLike(asked)) return [{ at, key: area + asked.text, kind: "key" }];
  if (ts.isTemplateExpression(asked))
    return prefixesOf(asked).map((prefix) => ({ at, key: area + prefix, kind: "prefix" }));
  if (ts.isConditionalExpression(asked))
    return [...keysOf(asked.whenTrue, area, at), ...keysOf(asked.whenFalse, area, at)];
  if (ts.isParenthesizedExpression(asked) || ts.isAsExpression(asked)) return keysOf(asked.expression, area, at);
  // `t(kind)` of an area within an area: any of its keys. Of a whole area it says too little.
  if (area.indexOf(".") < area.length - 1) return [{ at, key: area, kind: "prefix" }];
  return [{ at, key: area + asked.getText(), kind: "unreadable" }];
}

/** "kinds." of `kinds.${kind}`; both beginnings of `${one ? "kinds" : "phases"}.${name}`; of any other, nothing but the area. */
function prefixesOf({ head, templateSpans: [first] }: ts.TemplateExpression): string[] {
  if (head.text !== "" || !first || !ts.isConditionalExpression(first.expression)) return [upToDot(head.text)];
  const { whenTrue, whenFalse } = first.expression;
  return [whenTrue, whenFalse].map((end) =>
    upToDot((ts.isStringLiteralLike(end) ? end.text : "") + first.literal.text),
  );
}

function upToDot(beginning: string): string {
  return beginning.slice(0, beginning.lastIndexOf(".") + 1);
}

function place(file: ts.SourceFile, node: ts.Node): string {
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
