import { Body, Button, Container, Head, Heading, Hr, Html, Preview, Section, Text } from "react-email";
import type { Block, Letter } from "./letter";

const ink = "#1d1f24";
const faint = "#5b616e";
const font = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** The page of a letter: one column that every mail program can draw, without any image or remote style. */
export function LetterPage({ letter }: { letter: Letter }) {
  return (
    <Html lang={letter.language}>
      <Head>
        <meta name="color-scheme" content="light" />
        <meta name="format-detection" content="telephone=no,date=no,address=no" />
      </Head>
      <Preview>{previewOf(letter)}</Preview>
      <Body
        lang={letter.language}
        style={{ backgroundColor: "#f4f5f7", margin: 0, padding: "24px 0", fontFamily: font }}
      >
        <Container style={{ maxWidth: 600, backgroundColor: "#ffffff", padding: "28px 32px", borderRadius: 8 }}>
          <Heading as="h1" dir="auto" style={{ color: ink, fontSize: 20, lineHeight: "28px", margin: "0 0 16px" }}>
            {letter.title}
          </Heading>
          {letter.blocks.map((block, position) => (
            <BlockPart key={position} block={block} />
          ))}
          <Hr style={{ borderColor: "#e3e5e9", margin: "24px 0 12px" }} />
          <Text style={{ color: faint, fontSize: 13, lineHeight: "20px", margin: 0 }}>{letter.why}</Text>
          {letter.stop && (
            <Text style={{ color: faint, fontSize: 13, lineHeight: "20px", margin: "6px 0 0" }}>
              {letter.stop.text}{" "}
              <a href={letter.stop.url} style={{ color: faint }}>
                {letter.stop.url}
              </a>
            </Text>
          )}
        </Container>
      </Body>
    </Html>
  );
}

function BlockPart({ block }: { block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <Text dir="auto" style={{ color: ink, fontSize: 15, lineHeight: "23px", margin: "0 0 16px" }}>
          {block.text}
        </Text>
      );
    case "said":
      return <SaidPart said={block} />;
    case "facts":
      return (
        <Section style={{ margin: "0 0 16px" }}>
          {block.rows.map(({ label, value }) => (
            <Text key={label} style={{ color: ink, fontSize: 15, lineHeight: "23px", margin: 0 }}>
              <span style={{ color: faint }}>{label} : </span>
              {value}
            </Text>
          ))}
        </Section>
      );
    case "heading":
      return (
        <Heading as="h2" dir="auto" style={{ color: ink, fontSize: 16, lineHeight: "24px", margin: "24px 0 8px" }}>
          <a href={block.url} style={{ color: ink }}>
            {block.text}
          </a>
        </Heading>
      );
    case "signature":
      return (
        <Text dir="auto" style={{ color: faint, fontSize: 14, lineHeight: "21px", margin: "0 0 16px" }}>
          <Lines text={block.text} />
        </Text>
      );
    case "action":
      return (
        <Section style={{ margin: "0 0 16px" }}>
          <Button
            href={block.url}
            style={{
              backgroundColor: "#1f4fd8",
              color: "#ffffff",
              fontSize: 15,
              padding: "10px 18px",
              borderRadius: 6,
            }}
          >
            {block.label}
          </Button>
        </Section>
      );
  }
}

function SaidPart({ said }: { said: Extract<Block, { kind: "said" }> }) {
  const look = said.internal
    ? { backgroundColor: "#fff6e0", borderLeft: "4px solid #b97a00" }
    : { backgroundColor: "#f7f8fa", borderLeft: "4px solid #c5cad3" };
  return (
    <Section style={{ ...look, padding: "12px 16px", margin: "0 0 16px" }}>
      <Text style={{ color: faint, fontSize: 13, lineHeight: "20px", margin: "0 0 6px" }}>{said.heading}</Text>
      <Text dir="auto" style={{ color: ink, fontSize: 15, lineHeight: "23px", margin: 0 }}>
        <Lines text={said.text} />
      </Text>
      {said.files.map((name, position) => (
        <Text key={position} style={{ color: faint, fontSize: 13, lineHeight: "20px", margin: "6px 0 0" }}>
          {`[ ${name} ]`}
        </Text>
      ))}
    </Section>
  );
}

/** Line breaks as elements: Outlook knows no `white-space`. */
function Lines({ text }: { text: string }) {
  return text.split("\n").map((line, position) => (
    <span key={position}>
      {position > 0 ? <br /> : null}
      {line}
    </span>
  ));
}

function previewOf(letter: Letter): string {
  const said = letter.blocks.find((block) => block.kind === "said" || block.kind === "paragraph");
  return `${letter.title}. ${said ? said.text : ""}`.replace(/\s+/g, " ").slice(0, 140);
}
