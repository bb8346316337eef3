import { basename, dirname, resolve } from "node:path";
import { type Deployment, deploymentOf, type Host, type HostFile, lazy } from "../language/index.ts";
import type { ProjectFolder } from "./project-folder.ts";
import { entriesFor } from "./template-files.ts";
import { readText } from "./text-file.ts";

/** What stands around a document in a file: the templates near it that deploy it, and the files that it points at. */
export function hostOf(path: string, text: string, project: ProjectFolder): Host {
  const deployments = lazy((): readonly Deployment[] =>
    entriesFor(path, text, project).map(({ path: template, machine }) => deploymentOf(machine, basename(template))),
  );
  return {
    get deployments() {
      return deployments();
    },
    fileAt: (location) => fileAt(resolve(dirname(path), location)),
  };
}

function fileAt(path: string): HostFile {
  const read = readText(path);
  if (read.ok) return { kind: "text", text: read.text };
  return { kind: read.isMissing ? "missing" : "unknown" };
}
