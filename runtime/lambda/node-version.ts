import { execFileSync } from "node:child_process";

export interface Version {
  readonly major: number;
  readonly minor: number;
}

const known = new Map<string, Version>();

/** The version of a Node, by its program; 0.0 where it doesn't tell. */
export function nodeVersion(program: string): Version {
  const version = known.get(program) ?? versionOf(textOf(program));
  known.set(program, version);
  return version;
}

function textOf(program: string): string {
  if (program === process.execPath) return process.versions.node;
  try {
    return execFileSync(program, ["--version"], { encoding: "utf8", timeout: 5000, windowsHide: true });
  } catch {
    return "";
  }
}

function versionOf(text: string): Version {
  const [, major = "0", minor = "0"] = /(\d+)\.(\d+)/.exec(text) ?? [];
  return { major: Number(major), minor: Number(minor) };
}
