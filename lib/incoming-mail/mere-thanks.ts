const longest = 400;
const mostLines = 14;

/** Sayings that speak of the work only to be glad of it; taken out whole, because their words apart could mean the contrary. */
const gladSayings = [
  "c'est (tout )?(bon|parfait|ok|nickel|impeccable|regle|resolu)( pour (moi|nous))?( maintenant)?",
  "(tout|cela|ca|le site|le portail) (re)?(marche|fonctionne)( bien| parfaitement| tres bien| correctement| de nouveau| a nouveau| maintenant){0,2}",
  "(le |mon |notre )?(probleme|souci|incident) (est )?(bien )?(resolu|regle)",
  "tout est (bon|ok|parfait|rentre dans l'ordre|regle|en ordre)",
  "(bien )?(recu|note)",
  "pour (votre|ton|ta|vos|la|le|cette|ce|l'|tout|votre tres|cette tres) ?(belle |bonne |grande |tres )?(aide|reponse|retour|reactivite|rapidite|intervention|efficacite|travail|resolution|prise en charge|patience|disponibilite|suivi|reponse rapide|retour rapide|intervention rapide|diligence)( (rapide|efficace|precieuse))?( et (votre |ton |ta |vos )?(aide|reactivite|rapidite|efficacite|patience|disponibilite))?",
  "(it|everything|all)( is| are|'s)? (good|fine|ok|okay|working|works|great|perfect|solved|fixed|resolved)( well| fine| great| now| again| perfectly){0,2}",
  "works( well| fine| great| now| again| perfectly){1,2}",
  "(problem|issue) (is )?(solved|fixed|resolved)",
  "for (your|the|all your|all the|everything|all) ?(quick |kind |fast |great |prompt |swift )*(help|reply|answer|response|support|work|assistance|feedback|time|efficiency|patience)?( and (your )?(help|support|patience|time))?",
  "(bonne|tres bonne|belle|excellente) (journee|soiree|fin de journee|semaine|fin de semaine|reception|continuation|matinee|apres-midi)( a (vous|toi|tous|toute l'equipe))?",
  "bon (week-end|weekend|courage|apres-midi|appetit)( a (vous|toi|tous|toute l'equipe))?",
  "have a (nice|great|good|lovely) (day|evening|weekend|week|one)",
  "(bien )?(cordialement|respectueusement|amicalement|sincerement)( a vous)?",
  "(best|kind|warm|many|kindest|warmest) (regards|wishes)",
  "(salutations|sentiments|sinceres salutations) ?(distinguees|distingues|cordiales|les meilleures)?",
  "envoye (de|depuis) mon (iphone|ipad|telephone|mobile|smartphone|portable)",
  "sent from my (iphone|ipad|phone|mobile|android phone)",
];

const thanks =
  /\b(merci|mercis|thx|thanks|thank|ty|remercie|remercions|remerciements|grand merci|parfait|super|nickel|impeccable|top|genial|excellent|perfect|great|awesome|cheers|formidable)\b|[👍🙏]/u;

/** Words of greetings, thanks and farewells; none of them says anything of the work. */
const smallWords = new Set(
  (
    "merci mercis beaucoup bien mille encore infiniment tres grand un une grands vivement sincerement chaleureusement " +
    "thanks thank thx ty you so much very many a lot again and i we all to the of everyone team everybody " +
    "je vous te nous remercie remercions remerciements avec tous toutes tout toute mes nos l'equipe equipe et " +
    "bonjour bonsoir salut hello hi dear cher chere chers madame monsieur mesdames messieurs mme mr m coucou rebonjour " +
    "parfait super nickel impeccable top genial excellent perfect great awesome cheers formidable d'accord ok okay oui yes " +
    "cordialement cdlt cdt bav respectueusement amicalement regards best sincerely yours kind bye ciao " +
    "a vous toi bientot plus-tard de la part votre ton aide reactivite rapidite efficacite help support"
  ).split(" "),
);

/** Words that begin a line in capitals and are nobody's name. */
const noNames =
  /^(mais|non|no|ko|not|but|however|still|sauf|cependant|toutefois|toujours|erreur|error|urgent|aide|bug|panne|idem|pareil|rien|nothing|attention|par contre|help|pas|never|jamais|encore|again|refus|refuse|echec|failed|fail|stop|wait|attendez|impossible|nok|hs|down)$/;
const nothingElse = /[?\d@]|https?:|www\.|:-?\(|[<>{}[\]|=#%€$]/;
const glad = /(?:👍|🙏|😊|🙂|😀|😃|😄|😁|👏|🎉|🙌|✅|😉|💪|❤)[\u{1f3fb}-\u{1f3ff}]?\ufe0f?|[:;]-?[)D]/gu;

/**
 * Whether what somebody wrote is thanks and nothing else, in French or English: then it asks for no work. Greetings, names and farewells
 * around it count for nothing; a question, a figure, a link or one word of anything else makes it an answer. `text` is
 * what stands before the quoted history.
 */
export function isMereThanks(text: string): boolean {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  if (text.trim().length > longest || lines.length > mostLines || nothingElse.test(text)) return false;
  const plain = withoutAccents(text.toLowerCase());
  return thanks.test(plain) && lines.every((line) => saysNothingElse(line));
}

function saysNothingElse(line: string): boolean {
  let rest = withoutNames(line.replace(glad, " "));
  rest = withoutAccents(rest.toLowerCase());
  for (const saying of sayings) rest = rest.replace(saying, "$1 ");
  const words = rest.split(/[\s,.!;:…"«»()*_~/–—-]+/u).filter(Boolean);
  return words.every((word) => smallWords.has(word) || smallWords.has(word.replace(/^[ld]'/, "")));
}

const sayings = gladSayings.map((saying) => new RegExp(`(^|[\\s,.!;:])(?:${saying})(?=$|[\\s,.!;:…])`, "g"));

/** Names: behind a greeting or a thank, or alone on a line (a signature). Capitals make a name, unless they make a known word. */
function withoutNames(line: string): string {
  if (isSignature(line)) return "";
  const addressed =
    /(^|[\s,.!])([Mm]erci(?: beaucoup| bien| encore)?|[Bb]onjour|[Bb]onsoir|[Ss]alut|[Hh]ello|[Hh]i|[Dd]ear|[Cc]h[eè]re?|[Tt]hank(?:s| you)(?: so much| a lot| very much)?|[Mm]adame|[Mm]onsieur|Mme|Mr|M\.)([\s,]+)((?:\p{Lu}[\p{L}'’-]*\.?[\s,]*){1,3})/gu;
  return line.replace(addressed, (whole, before: string, greeting: string, _gap: string, names: string) =>
    isAllNames(names) ? `${before}${greeting} ` : whole,
  );
}

function isSignature(line: string): boolean {
  const bare = line.replace(/^[-–—\s]+/, "");
  return bare.split(/\s+/).length <= 4 && isAllNames(bare);
}

function isAllNames(text: string): boolean {
  const words = text.split(/[\s,.!;]+/).filter(Boolean);
  if (words.length === 1 && words[0]!.length > 1 && words[0] === words[0]!.toUpperCase()) return false;
  return words.every((word) => /^\p{Lu}/u.test(word) && !noNames.test(withoutAccents(word.toLowerCase())));
}

function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'");
}
