import { describe, expect, it } from "vitest";
import { judgePassword } from "@/lib/accounts/judge-password";

const ines = {
  name: "Inès Garnier",
  mail: "ines.g@culture.example",
  surroundings: ["efs", "Établissement français du sang"],
};

describe("a new password", () => {
  it.each([
    "correct horse battery staple",
    "vélo cassé sous la pluie",
    "x7#kQp2!vLm9",
    "Пять оленей бежали в лес",
    `${"une longue phrase que personne ne devine ".repeat(6)}`.slice(0, 256),
  ])("is accepted: %s", (password) => {
    expect(judgePassword(password, ines)).toBeNull();
  });

  it.each([
    ["court", "password-too-short"],
    ["🦊".repeat(11), "password-too-short"],
    ["é".repeat(257), "password-too-long"],
    ["123456789012", "password-common"],
    ["Passwordpassword", "password-common"],
    ["Garnier-au-soleil-91", "password-own-word"],
    ["ines au bord de l'eau", "password-own-word"],
    ["le Guichet du coin 12", "password-own-word"],
    ["Culture et confiture", "password-own-word"],
    ["Etablissement-rennes-4", "password-own-word"],
    ["motdepassemotdepasse", "password-repeats"],
    ["a".repeat(256), "password-repeats"],
    ["abcdefghijklmnop", "password-sequence"],
    ["lundi mardi mercredi", "password-sequence"],
    ["azertyuiopqsdfg", "password-keyboard"],
    ["12/05/1987-Paris", "password-date"],
    ["Marseille2026!", "password-words"],
    ["Ministere2026!", "password-words"],
    ["Bonjour123456!", "password-words"],
  ])("is refused with its reason: %s", (password, code) => {
    expect(judgePassword(password, ines)?.code).toBe(code);
  });

  it("asks fourteen characters of an administrator", () => {
    expect(judgePassword("x7#kQp2!vLm9", { ...ines, platformAdministrator: true })?.code).toBe("password-too-short");
    expect(judgePassword("x7#kQp2!vLm9wZ", { ...ines, platformAdministrator: true })).toBeNull();
  });

  it("asks for no class of characters", () => {
    expect(judgePassword("renard lune brouette sel", ines)).toBeNull();
  });
});
