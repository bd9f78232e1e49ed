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
      const area = areaOf(translatorOf(node.expression));
      if (area !== null && node.arguments[0]) uses.push(...keysOf(node.arguments[0], area, place(file, node)));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses;
}

/** The `t` of `t("…")` and of `t.rich("…")`. */
function translatorOf(called: ts.Expression): ts.Identifier | null {
  if (ts.isIdentifier(called)) return called;
  const isMethod = ts.isPropertyAccessExpression(called) && methods.has(called.name.text);
  return isMethod && ts.isIdentifier(called.expression) ? called.expression : null;
}

/** The area that the nearest declaration of this name speaks for; null when it is no translator. */
function areaOf(name: ts.Identifier | null): string | null {
  for (let scope: ts.Node | undefined = name?.parent; scope; scope = scope.parent) {
    const declaration = declarationIn(scope, name!.text);
    if (declaration) return areaDeclared(declaration);
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

/** From `useTranslations("a")`, `await getTranslations({ namespace: "a" })`, `t: Translator<"a">`, `{ t }: { t: Translator<"a"> }`. */
function areaDeclared(declaration: Declaration): string | null {
  const initializer = "initializer" in declaration ? declaration.initializer : undefined;
  if (initializer) return areaAsked(initializer);
  return areaTyped(typeOf(declaration));
}

function areaAsked(expression: ts.Expression): string | null {
  const call = ts.isAwaitExpression(expression) ? expression.expression : expression;
  if (ts.isArrayLiteralExpression(call) || !ts.isCallExpression(call)) return null;
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

/** `Translator<"a">`, or what it stands for, `ReturnType<typeof useTranslations<"a">>`. */
function areaTyped(type: ts.TypeNode | undefined): string | null {
  const written = type?.getText().match(/(?:useTranslations|getTranslations|Translator)<"([^"]+)">/);
  return written ? `${written[1]}.` : null;
}

function keysOf(asked: ts.Expression, area: string, at: string): MessageUse[] {
  if (ts.isStringLiteralLike(asked)) return [{ at, key: area + asked.text, kind: "key" }];
  if (ts.isTemplateExpression(asked) && asked.head.text.endsWith("."))
    return [{ at, key: area + asked.head.text, kind: "prefix" }];
  if (ts.isConditionalExpression(asked))
    return [...keysOf(asked.whenTrue, area, at), ...keysOf(asked.whenFalse, area, at)];
  if (ts.isParenthesizedExpression(asked)) return keysOf(asked.expression, area, at);
  return [{ at, key: area + asked.getText(), kind: "unreadable" }];
}

function place(file: ts.SourceFile, node: ts.Node): string {
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
