package norms.bgp.bgp_05_test

import data.fixtures
import data.norms.bgp.bgp_05

permit := {"norm": "BGP-05", "effect": "permit"}

deny := {"norm": "BGP-05", "effect": "deny"}

require := {
	"norm": "BGP-05",
	"effect": "require",
	"attestation": "PC1",
	"scope": {"source": "VERG/vergunningen"},
}

in_state(state) := fixtures.inquiry({
	"inquiry": {"source": "VERG/vergunningen", "fields": ["zaaknr"]},
	"case": {"state": state},
})

test_permits_and_waits_for_check_1 if {
	bgp_05.findings == {permit, require} with input as in_state("B3")
}

test_permits_once_granted if {
	bgp_05.findings == {permit} with input as fixtures.judged(in_state("B3"), [fixtures.pc1("VERG/vergunningen")])
}

test_a_check_of_another_source_does_not_count if {
	bgp_05.findings == {permit, require} with input as fixtures.judged(in_state("B3"), [fixtures.pc1("TH/controles")])
}

test_denies_when_refused if {
	refused := object.union(fixtures.pc1("VERG/vergunningen"), {"outcome": "refused"})
	deny in bgp_05.findings with input as fixtures.judged(in_state("B3"), [refused])
}

granted := fixtures.pc1("VERG/vergunningen")

refused_by(person) := object.union(granted, {"outcome": "refused", "by": person, "withdrawnByCaller": true})

test_a_refusal_stands_against_who_took_it_away if {
	deny in bgp_05.findings with input as fixtures.judged(in_state("B3"), [granted, refused_by("p-other-judge")])
}

test_what_was_withdrawn_carries_nothing_and_ones_own_refusal_ends if {
	withdrawn := object.union(granted, {"withdrawnByCaller": true})
	bgp_05.findings == {permit, require} with input as fixtures.judged(in_state("B3"), [withdrawn])
	bgp_05.findings == {permit} with input as fixtures.judged(in_state("B3"), [granted, refused_by("p-asker")])
}

test_denies_when_one_of_the_five_tests_failed if {
	failed := object.union(fixtures.pc1("VERG/vergunningen"), {"details": {"subsidiarity": false}})
	deny in bgp_05.findings with input as fixtures.judged(in_state("B3"), [failed])
}

test_denies_before_source_research_whatever_was_judged if {
	every state in ["B1", "B2"] {
		bgp_05.findings == {deny} with input as fixtures.judged(in_state(state), [fixtures.pc1("VERG/vergunningen")])
	}
}

test_denies_without_a_case if {
	bgp_05.findings == {deny} with input as fixtures.inquiry({"case": null})
}

test_no_permit_for_a_mode_the_state_does_not_know if {
	bgp_05.findings == set() with input as fixtures.judged(
		object.union(in_state("B3"), {"inquiry": {"mode": "BULK"}}),
		[fixtures.pc1("VERG/vergunningen")],
	)
}

test_silent_after_source_research if {
	bgp_05.findings == set() with input as in_state("B4")
}

test_silent_under_another_regime if {
	bgp_05.findings == set() with input as object.union(in_state("B3"), {"inquiry": {"regime": "WGS"}})
}

test_nothing_is_gathered_before_source_research if {
	every state in ["B1", "B2"] {
		bgp_05.acts == {{"norm": "BGP-05", "effect": "deny"}} with input as fixtures.gathering(state, {})
		bgp_05.acts == set() with input as fixtures.adding(fixtures.gathering(state, {}))
	}
	every state in ["B3", "B4", "B5", "B6"] {
		bgp_05.acts == set() with input as fixtures.gathering(state, {})
	}
	bgp_05.acts == set() with input as fixtures.entering("DOCUMENT", {"state": "B1"}, {})
}
