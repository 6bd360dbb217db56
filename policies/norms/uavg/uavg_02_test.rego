package norms.uavg.uavg_02_test

import data.fixtures
import data.lib
import data.norms.uavg.uavg_02

deny := {{"norm": "UAVG-02", "effect": "deny"}}

withheld(details) := fixtures.act("attest", {"act": {"attestation": object.union(
	fixtures.withheld({"purpose": "P-BGP-AANPAK", "subject": "s-1"}, fixtures.today + 90),
	{"details": details, "role": "R-PRIV", "organ": "COL"},
)}})

test_silent_when_every_factor_was_weighed if uavg_02.acts == set() with input as withheld({})

test_refuses_when_a_factor_was_not_weighed if {
	count(lib.factors_of_limitation) == 8
	every factor in lib.factors_of_limitation {
		uavg_02.acts == deny with input as withheld({factor: false})
		uavg_02.acts == deny with input as withheld({factor: "yes"})
	}
}

by_officer(details) := object.union(withheld(details), {
	"caller": {"person": "p-judge", "organ": "COL", "department": "PRIV", "roles": ["R-PRIV"]},
	"case": null,
})

# S15B: rights are limited by the privacy officer with recorded reasons, or not at all.
test_s15b_withholding_is_decided_as_a_whole if {
	complete := data.sluis.act with input as by_officer({})
	complete.outcome == "permit"
	refused := data.sluis.act with input as by_officer({"risks": false})
	refused.outcome == "deny"
	{finding.norm | some finding in refused.findings; finding.effect == "deny"} == {"UAVG-02"}
}

test_silent_about_other_judgements_and_acts if {
	informed := fixtures.attestation("INFORMED", "informed", {"purpose": "P-BGP-AANPAK", "subject": "s-1"}, {"reference": "B-1"})
	uavg_02.acts == set() with input as fixtures.act("attest", {"act": {"attestation": informed}})
	uavg_02.acts == set() with input as object.union(withheld({"risks": false}), {"act": {"kind": "withdraw"}})
	uavg_02.acts == set() with input as fixtures.inquiry({})
}
