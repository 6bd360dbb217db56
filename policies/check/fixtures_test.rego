package check.fixtures

path := "norms/awb/awb_99.rego"

norm := `package norms.awb.awb_99

import data.lib

findings contains {"norm": "AWB-99", "effect": "deny"} if asked

asked if input.inquiry.mode == "BULK"
`

library := `package lib

wgs if input.inquiry.regime == "WGS"

said[verdict] contains type if {
	some attestation in input.attestations
	type := attestation.type
	verdict := attestation.outcome
}

met := object.get(said, "met", set())

upheld := met - object.get(said, "refused", set())

state := input.case.state if input.case.regime == input.inquiry.regime

opening := data.facts.openings[input.act.regime]

default organ := ""

organ := input.caller.organ if wgs

roles_of[attestation.by] := attestation.role if some attestation in input.attestations

agreed(type) if type in upheld
`

metadata := {"id": "AWB-99", "title": {"nl": "titel"}, "certainty": "U1", "remedies": ["STATE_LEVEL"]}

about := {
	"norms": {path: {"line": 3, "metadata": metadata}},
	"tests": ["norms/awb/awb_99_test.rego"],
	"voices": ["findings", "screening", "acts"],
	"metadata": {
		"type": "object",
		"required": ["id", "title"],
		"additionalProperties": false,
		"properties": {
			"id": {"type": "string"},
			"title": {"type": "object", "required": ["nl"]},
			"certainty": {"enum": ["I", "U1", "U2"]},
			"inferred": {"type": ["string", "null"]},
			"remedies": {"type": "array"},
		},
	},
	"words": {
		"purposes": ["P-OO", "P-BEL"],
		"legal_bases": ["LB-6E"],
		"categories": ["C-BD", "C-TSL"],
		"roles": ["R-PRIV"],
		"organs": ["POL", "BGM"],
		"departments": ["ONDM"],
		"tasks": ["OO"],
		"sources": ["BEL/heffingen"],
		"attestations": ["PC1"],
		"states": ["B1", "B2"],
		"remedies": ["STATE_LEVEL"],
		"mode": ["BULK", "DETAIL"],
		"regimes": ["WGS", "MONO"],
		"effect": ["permit", "deny"],
		"outcomes": ["met"],
		"verdicts": ["permit"],
	},
	"nullable": ["inquiry", "inquiry.subject", "act", "case", "holding"],
}

# What is judged of these files, and of these rules below those of the norm.
files(texts) := object.union(about, {"modules": {file: rego.parse_module(file, text) | some file, text in texts}})

norm_with(rules) := files({path: concat("\n", [norm, rules]), "lib/lib.rego": library})

changed(from, to) := files({path: replace(norm, from, to)})
