import { expect, test } from "vitest";
import { fieldsOf, listOf, optionalTextOf, textOf } from "@/app/_doors/form-fields";

const form = new FormData();
form.append("title", "  Panne ");
form.append("mails", "un");
form.append("mails", "deux");
form.append("file", new Blob(["octets"]), "a.txt");
form.append("$ACTION_ID", "ce que Next ajoute");

test("a form says its texts, its lists, and nothing of its files", () => {
  expect(fieldsOf(form)).toEqual({ title: "  Panne ", mails: ["un", "deux"], file: "" });
  expect([textOf(form, "title"), textOf(form, "file"), textOf(form, "absent")]).toEqual(["  Panne ", "", ""]);
  expect([optionalTextOf(form, "title"), optionalTextOf(form, "absent")]).toEqual(["Panne", undefined]);
  expect([listOf(form, "mails"), listOf(form, "file")]).toEqual([["un", "deux"], []]);
});

const anythingElse: unknown[] = [undefined, null, 3, "title=x", [], {}, { get: 1 }, { keys: () => 1 }, () => 1];

test.each(anythingElse.map((sent) => [String(sent), sent]))(
  "%s in a form's place says nothing, and throws nothing",
  (_, sent) => {
    const instead = sent as FormData;
    expect([fieldsOf(instead), textOf(instead, "a"), listOf(instead, "a")]).toEqual([{}, "", []]);
  },
);
