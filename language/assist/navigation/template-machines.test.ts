import { describe, expect, it } from "vitest";
import { analyze, machineOfTemplateAt, machinesOfTemplate, notations } from "../../index.ts";

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Weigh:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: weigh.asl.yaml
  Store:
    Type: AWS::S3::Bucket
  Parcels:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Done
        States:
          Done:
            Type: Succeed
`;

const inJson = `{
  "Resources": {
    "Weigh": { "Type": "AWS::Serverless::StateMachine", "Properties": { "DefinitionUri": "weigh.asl.json" } },
    "Store": { "Type": "AWS::S3::Bucket" },
    "Parcels": {
      "Type": "AWS::StepFunctions::StateMachine",
      "Properties": { "Definition": { "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } } }
    }
  }
}
`;

describe.each([
  ["YAML", notations.yaml, template],
  ["JSON", notations.json, inJson],
])("the machines of a template in %s", (_, notation, text) => {
  const document = analyze({ uri: "file:///template", version: 0, notation, text });
  const at = (place: string) => machineOfTemplateAt(document, text.indexOf(place))?.name;

  it("are those with a definition in it and those in files", () => {
    expect(machinesOfTemplate(document).map(({ name }) => name)).toEqual(["Weigh", "Parcels"]);
  });

  it("are found by a place in them", () => {
    expect(at("Weigh")).toBe("Weigh");
    expect(at("DefinitionUri")).toBe("Weigh");
    expect(at("StartAt")).toBe("Parcels");
    expect(at("Succeed")).toBe("Parcels");
    expect(at("Resources")).toBeUndefined();
    expect(at("AWS::S3")).toBeUndefined();
  });
});

it("is none of a definition, nor of a text that is broken", () => {
  for (const text of ['{"StartAt": "A", "States": {}}', "", "Resources:\n  A:", '{"Resources": {"A": ']) {
    const document = analyze({ uri: "file:///a", version: 0, notation: notations.json, text });
    expect(machinesOfTemplate(document)).toEqual([]);
  }
});
