import { connection } from "next/server";

const rows = Array.from({ length: 50 }, (_, row) => ({
  reference: `B007P1-${row}`,
  title: `Le site ne répond plus depuis ce matin, ligne ${row}`,
  cells: ["Demande", "En cours", "Priorité 3", "Personne 7.1", "Agent 4", "23/11/2026 14:07"],
}));

/** The floor: the same table of fifty rows, from memory, in a page that Next renders at each request. */
export default async function Page() {
  await connection();
  return (
    <main>
      <h1>Fiches</h1>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row.reference}>
              <td>
                <a href={`/tickets/${row.reference}`}>{row.reference}</a>
              </td>
              <td>{row.title}</td>
              {row.cells.map((cell) => (
                <td key={cell}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
