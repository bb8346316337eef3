export { filesIn, filesMatching } from "./file-search.ts";
export { matchesGlob } from "./glob.ts";
export { hostOf } from "./host.ts";
export {
  type ProjectFolder,
  type ProjectRules,
  projectFileFor,
  projectFileName,
  projectRulesFor,
} from "./project-folder.ts";
export { definitionFileOf, entriesFor, type TemplateEntry } from "./template-files.ts";
export { type ReadText, readText } from "./text-file.ts";
