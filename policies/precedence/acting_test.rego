package sluis.acting_test

import data.fixtures

says(findings) := {"stub": {"norm": {"acts": findings}}}

asked := fixtures.act("amend", {})

permit := {"norm": "BGP-01", "effect": "permit"}

require := {
	"norm": "BGP-09",
	"effect": "require",
	"attestation": "PC2A",
	"scope": {"department": "ONDM"},
}

oblige := {"norm": "BGP-04", "effect": "oblige", "obligation": "DESTROY"}

test_nobody_permits_so_it_is_refused if {
	verdict := data.sluis.act with input as asked with data.norms as says({oblige}) with data.acts as {}
	verdict.outcome == "deny"
	verdict.findings == [oblige, {"norm": "AWB-01", "effect": "deny"}]
	verdict.obligations == [{"norm": "BGP-04", "obligation": "DESTROY"}]
	verdict.missing == []
	verdict.canary == asked.now
}

test_a_permit_opens if {
	verdict := data.sluis.act with input as asked with data.norms as says({permit}) with data.acts as {}
	verdict.outcome == "permit"
	verdict.findings == [permit]
}

test_the_tables_speak_too if {
	tables := {"amend": {"findings": {permit}}}
	verdict := data.sluis.act with input as asked with data.norms as {} with data.acts as tables
	verdict.outcome == "permit"
}

test_a_deny_wins if {
	deny := {"norm": "BGP-12", "effect": "deny"}
	verdict := data.sluis.act with input as asked with data.norms as says({permit, require, deny}) with data.acts as {}
	verdict.outcome == "deny"
	verdict.missing == []
}

test_an_unmet_judgement_makes_it_wait if {
	verdict := data.sluis.act with input as asked with data.norms as says({permit, require}) with data.acts as {}
	verdict.outcome == "review"
	verdict.missing == [{"attestation": "PC2A", "scope": {"department": "ONDM"}, "roles": ["R-PRIV"], "norm": "BGP-09"}]
}
