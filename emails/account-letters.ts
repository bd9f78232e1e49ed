import { inLanguage, type Letter, type Reader, writtenMoment } from "./letter";

/** Invites a new person to choose a password; the link works once. */
export function invitation(reader: Reader, invited: { name: string; url: string; expiresAt: Date }): Letter {
  const until = writtenMoment(invited.expiresAt, reader);
  return {
    language: reader.language,
    subject: inLanguage(reader.language, { fr: "Votre compte Guichet", en: "Your Guichet account" }),
    title: inLanguage(reader.language, { fr: `Bonjour ${invited.name}`, en: `Hello ${invited.name}` }),
    blocks: [
      {
        kind: "paragraph",
        text: inLanguage(reader.language, {
          fr: "Un compte vous a été ouvert pour suivre vos demandes. Il vous reste à choisir un mot de passe.",
          en: "An account was opened for you to follow your requests. You only have to choose a password.",
        }),
      },
      {
        kind: "action",
        label: inLanguage(reader.language, { fr: "Choisir mon mot de passe", en: "Choose my password" }),
        url: invited.url,
      },
      {
        kind: "paragraph",
        text: inLanguage(reader.language, {
          fr: `Ce lien sert une seule fois, jusqu'au ${until}.`,
          en: `This link works once, until ${until}.`,
        }),
      },
    ],
    why: inLanguage(reader.language, {
      fr: "Vous recevez ce message parce qu'un responsable vous a invité. Si cela vous surprend, ne suivez pas le lien.",
      en: "You receive this message because a manager invited you. If this surprises you, do not follow the link.",
    }),
  };
}

/** Gives the link with which a forgotten password is replaced; it works once. */
export function passwordReset(reader: Reader, reset: { url: string; expiresAt: Date }): Letter {
  const until = writtenMoment(reset.expiresAt, reader);
  return {
    language: reader.language,
    subject: inLanguage(reader.language, { fr: "Nouveau mot de passe", en: "New password" }),
    title: inLanguage(reader.language, { fr: "Choisir un nouveau mot de passe", en: "Choose a new password" }),
    blocks: [
      {
        kind: "action",
        label: inLanguage(reader.language, { fr: "Choisir un mot de passe", en: "Choose a password" }),
        url: reset.url,
      },
      {
        kind: "paragraph",
        text: inLanguage(reader.language, {
          fr: `Ce lien sert une seule fois, jusqu'au ${until}.`,
          en: `This link works once, until ${until}.`,
        }),
      },
    ],
    why: inLanguage(reader.language, {
      fr: "Vous recevez ce message parce que quelqu'un a demandé un nouveau mot de passe pour votre compte. Si ce n'est pas vous, il n'y a rien à faire : votre mot de passe n'a pas changé.",
      en: "You receive this message because somebody asked for a new password for your account. If it was not you, there is nothing to do: your password has not changed.",
    }),
  };
}

/** Tells the owner of an account that its password changed. */
export function passwordChanged(reader: Reader, changed: { at: Date; url: string }): Letter {
  return {
    language: reader.language,
    subject: inLanguage(reader.language, { fr: "Votre mot de passe a changé", en: "Your password changed" }),
    title: inLanguage(reader.language, { fr: "Votre mot de passe a changé", en: "Your password changed" }),
    blocks: [
      {
        kind: "paragraph",
        text: inLanguage(reader.language, {
          fr: `Il a été remplacé le ${writtenMoment(changed.at, reader)} ; les autres sessions ont été fermées.`,
          en: `It was replaced on ${writtenMoment(changed.at, reader)}; other sessions were closed.`,
        }),
      },
      {
        kind: "action",
        label: inLanguage(reader.language, {
          fr: "Ce n'était pas moi : le remplacer",
          en: "It was not me: replace it",
        }),
        url: changed.url,
      },
    ],
    why: inLanguage(reader.language, {
      fr: "Vous recevez ce message parce qu'il concerne la sécurité de votre compte.",
      en: "You receive this message because it concerns the security of your account.",
    }),
  };
}
