import { type CodeLens, CodeLensRequest, CodeLensResolveRequest, type Location } from "vscode-languageserver";
import { type Analysis, codeLensesOf, placesLeadingTo } from "../../language/index.ts";
import { toRange } from "../convert.ts";
import { type Feature, feature, guarded, type Session } from "./feature.ts";

/** What a lens needs to be told what it says. */
interface LensData {
  readonly uri: string;
  readonly path: string;
}

const lenses = feature(
  CodeLensRequest.type,
  { codeLensProvider: { resolveProvider: true } },
  (analysis, _, session): CodeLens[] => {
    const { lines, uri } = analysis;
    const { references, run } = session.settings.preferences.codeLens;
    return codeLensesOf(analysis).flatMap((lens): CodeLens[] => {
      const range = toRange(lines, lens.span);
      if (lens.kind === "machine") return run ? startLenses(session, range, uri, lens.machine) : [];
      if (lens.kind === "state") return run ? startLenses(session, range, uri, lens.machine, lens.path) : [];
      return references ? [{ range, data: { uri, path: lens.path } satisfies LensData }] : [];
    });
  },
);

/** Where the editor says that it has the commands. */
function startLenses(
  { abilities }: Session,
  range: CodeLens["range"],
  uri: string,
  machine?: string,
  state?: string,
): CodeLens[] {
  const target = machine === undefined ? uri : `${uri}#${encodeURIComponent(machine)}`;
  const from = state === undefined ? "" : " from here";
  return [
    { title: `Run${from}`, command: "statecraft.runStateMachine" },
    { title: `Debug${from}`, command: "statecraft.debugStateMachine" },
  ].flatMap(({ title, command }) =>
    abilities.commands.includes(command)
      ? [{ range, command: { title, command, arguments: [target, ...(state === undefined ? [] : [state])] } }]
      : [],
  );
}

const SHOW = "statecraft.showReferences";

function resolved(lens: CodeLens, analysis: Analysis, { uri, path }: LensData, commands: readonly string[]): CodeLens {
  const places = placesLeadingTo(analysis, path);
  const locations: Location[] = places.map((span) => ({ uri, range: toRange(analysis.lines, span) }));
  const title = places.length === 1 ? "1 reference" : `${places.length === 0 ? "no" : places.length} references`;
  if (places.length === 0 || !commands.includes(SHOW)) return { ...lens, command: { title, command: "" } };
  return { ...lens, command: { title, command: SHOW, arguments: [uri, lens.range.start, locations] } };
}

/** Run and debug above a machine, references above each state. */
export const codeLens: Feature = {
  capabilities: lenses.capabilities,
  register(session) {
    lenses.register(session);
    const { connection, documents, abilities } = session;
    connection.onRequest(CodeLensResolveRequest.type, (lens, token) => {
      const done = guarded(connection, CodeLensResolveRequest.method, token, () => {
        const data = lens.data as LensData | undefined;
        const analysis = data && documents.analysisOf(data.uri);
        return data && analysis ? resolved(lens, analysis, data, abilities.commands) : lens;
      });
      return done ?? lens;
    });
  },
};
