import { expect, test } from "vitest";
import { isMereThanks } from "@/lib/incoming-mail/mere-thanks";
import { isReadable, readSample } from "./sample";

const mereThanks = [
  "Merci !",
  "merci",
  "MERCI !!!",
  "Merci beaucoup.",
  "Merci beaucoup Nadia !",
  "Merci Nadia, bonne journée.",
  "Merci bien",
  "Mille mercis",
  "Un grand merci !",
  "Un grand merci à toute l’équipe !",
  "Bonjour,\n\nMerci.\n\nCordialement,\n\nInès Morel",
  "Bonjour Oscar,\n\nMerci beaucoup pour votre aide.\n\nBien cordialement,\nCamille",
  "Parfait, merci !",
  "Parfait.\nMerci.",
  "Super, merci beaucoup !",
  "Nickel !",
  "Impeccable, merci.",
  "C'est parfait, merci.",
  "C’est bon pour moi, merci.",
  "Ça marche, merci !",
  "Tout fonctionne à nouveau, merci.",
  "Problème résolu, merci beaucoup.",
  "Merci, c'est réglé.",
  "Merci pour votre réactivité.",
  "Merci pour votre réponse rapide",
  "Merci pour votre réactivité et votre efficacité !",
  "Je vous remercie.",
  "Nous vous remercions vivement.",
  "Avec tous mes remerciements",
  "Bien reçu, merci.",
  "Bien noté, merci !\nBonne soirée",
  "Ok merci",
  "D'accord, merci.",
  "Merci à vous, bon week-end !",
  "👍",
  "Merci 🙏",
  "Merci :-)",
  "Merci encore !\n\nEnvoyé de mon iPhone",
  "Thanks!",
  "Thank you so much",
  "Thank you very much, Nadia.",
  "Many thanks for your quick help.",
  "Perfect, thanks.",
  "Thanks a lot!\n\nBest regards,\nJules",
  "Thank you, it works now.",
  "Thanks for your help and support",
  "Everything is working, thank you!",
  "Great, thanks. Have a nice day",
  "Cheers",
  "Thx",
];

const answers = [
  "Merci mais cela ne marche toujours pas.",
  "Merci, mais le problème est revenu ce matin.",
  "Merci. Le bug persiste.",
  "Merci, ça ne marche pas",
  "Merci, ça marche encore moins",
  "Merci, ça marche presque",
  "Merci de rouvrir.",
  "Merci de faire le nécessaire.",
  "Merci d'avance",
  "Merci de me rappeler",
  "Merci de votre retour sur ce point",
  "Merci ?",
  "Merci, et pour la recette ?",
  "Merci, voir PORTAIL-12",
  "Merci, version 2.4",
  "Merci, cf. https://culture.example/page",
  "Non merci",
  "Merci\nMais non",
  "Merci\nKO",
  "Merci.\nErreur",
  "Merci, sauf la page d'accueil",
  "Merci, une autre demande : il faut ajouter Paul au projet",
  "Merci, je teste et je reviens vers vous",
  "Merci, je confirme la fermeture du compte de Paul",
  "Toujours en panne, merci.",
  "Le site est tombé",
  "Merci, problème",
  "Merci pour rien",
  "Merci :-(",
  "Bonjour,",
  "Cordialement,\nInès",
  "Ça marche",
  "",
  "Oui",
  "Ok",
  "Thanks, but it still fails.",
  "Thanks. It does not work",
  "Thank you for reopening this ticket",
  "Thanks, please reopen",
  "Thanks, can you check again?",
  "Thanks for nothing",
  "No thanks",
  "Thanks!\nStill broken",
  "It works now",
  "Thanks, works for Jules but not for me",
  "Merci de vérifier",
  "Merci Nadia, Jules attend",
  `Merci ${"beaucoup ".repeat(60)}`,
];

test.each(mereThanks)("%j thanks and says nothing else", (text) => {
  expect(isMereThanks(text)).toBe(true);
});

test.each(answers)("%j is an answer", (text) => {
  expect(isMereThanks(text)).toBe(false);
});

const samples: [sample: string, thanks: boolean][] = [
  ["thanks", true],
  ["thanks-with-history", true],
  ["thanks-in-english", true],
  ["thanks-with-a-file", true],
  ["thanks-but-still-broken", false],
  ["plain-text", false],
];

test.each(samples)("what stands above the history of %s: %s", async (name, thanks) => {
  const mail = await readSample(name);
  if (!isReadable(mail)) throw new Error("unreadable");
  expect(isMereThanks(mail.text.slice(0, mail.quoteFrom ?? undefined))).toBe(thanks);
});
