# METADATA
# title: An act on a case or on the log
# description: >-
#   Opening, amending, moving, attesting, withdrawing and reading are decided like inquiries: a permit must be carried
#   by a norm, any deny wins, an unmet judgement makes it wait.
package sluis.acting

findings := array.concat(
	[f | some statute, norm; some f in data.norms[statute][norm].acts],
	[f | some kind; some f in data.acts[kind].findings],
)

verdict := {
	"canary": input.now,
	"outcome": outcome,
	"fields": [],
	"findings": all_findings,
	"missing": missing,
	"obligations": obligations,
}

effects := {finding.effect | some finding in findings}

default outcome := "deny"

outcome := "permit" if {
	"permit" in effects
	not "deny" in effects
	not "require" in effects
}

outcome := "review" if {
	"permit" in effects
	"require" in effects
	not "deny" in effects
}

# Nobody permits it: no power is used but by whom the law gave it, for its own purpose (Awb 3:3).
all_findings := array.concat(findings, [{"norm": "AWB-01", "effect": "deny"}]) if not "permit" in effects

all_findings := findings if "permit" in effects

missing := sort({need |
	outcome == "review"
	some finding in findings
	finding.effect == "require"
	need := {
		"attestation": finding.attestation,
		"scope": finding.scope,
		"roles": data.facts.attestations[finding.attestation].roles,
		"norm": finding.norm,
	}
})

obligations := sort({{"obligation": finding.obligation, "norm": finding.norm} |
	some finding in findings
	finding.effect == "oblige"
})
