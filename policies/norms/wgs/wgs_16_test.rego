package norms.wgs.wgs_16_test

import data.fixtures
import data.norms.wgs.wgs_16

permit := {"norm": "WGS-16", "effect": "permit"}

deny := {"norm": "WGS-16", "effect": "deny"}

require := {"norm": "WGS-16", "effect": "require", "attestation": "RESULT_NEEDED", "scope": fixtures.about("COL")}

closed(names) := object.union(deny, {"fields": names})

needed := [fixtures.needed("COL")]

asked(changes) := fixtures.judged(fixtures.result(changes), needed)

test_permits_a_result_that_the_participant_needs if wgs_16.findings == {permit} with input as asked({})

test_waits_until_that_is_judged if {
	wgs_16.findings == {permit, require} with input as fixtures.result({})
	wgs_16.findings == {permit, require} with input as fixtures.judged(fixtures.result({}), [fixtures.needed("POL")])
}

test_waits_when_the_asker_judged_alone if {
	own := object.union(fixtures.needed("COL"), {"by": "p-asker"})
	wgs_16.findings == {permit, require} with input as fixtures.judged(fixtures.result({}), [own])
}

test_waits_when_it_was_judged_about_another_result if {
	other := object.union(fixtures.needed("COL"), {"scope": {"source": "holding/2"}})
	wgs_16.findings == {permit, require} with input as fixtures.judged(fixtures.result({}), [other])
}

test_denies_what_is_not_needed if {
	asked_for := fixtures.judged(fixtures.result({}), [fixtures.not_needed("COL")])
	wgs_16.findings == {permit, require, deny} with input as asked_for
	incompatible := object.union(fixtures.needed("COL"), {"details": {"compatible": false}})
	wgs_16.findings == {permit, require, deny} with input as fixtures.judged(fixtures.result({}), [incompatible])
}

test_denies_for_a_task_that_is_not_compatible if {
	wgs_16.findings == {permit, deny} with input as asked({"inquiry": {"task": "Wmo:2.1.1"}})
	wgs_16.findings == {permit, deny} with input as asked({"inquiry": {"task": null}})
}

both := {"inquiry": {"fields": ["inspectie/bevinding", "politie/plaats"]}}

test_denies_the_part_of_who_sees_weighty_reasons if {
	wgs_16.findings == {permit, closed(["politie/plaats"])} with input as fixtures.judged(
		fixtures.result(both),
		array.concat(needed, [fixtures.result_veto("KMAR")]),
	)
}

test_a_participant_speaks_for_its_units if {
	customs := {"holding": {"parts": {"politie": {"contributors": ["BD-DOU"]}}}}
	wgs_16.findings == {permit, closed(["politie/plaats"])} with input as fixtures.judged(
		fixtures.result(object.union(both, customs)),
		array.concat(needed, [fixtures.result_veto("BD")]),
	)
}

# What nobody named as theirs may be in any part.
test_reasons_of_who_is_named_nowhere_hold_for_every_part if {
	wgs_16.findings == {permit, closed(["inspectie/bevinding", "politie/plaats"])} with input as fixtures.judged(
		fixtures.result(both),
		array.concat(needed, [fixtures.result_veto("UWV")]),
	)
}

test_reasons_of_who_contributed_to_another_part_hold_there if {
	wgs_16.findings == {permit} with input as fixtures.judged(
		fixtures.result(both),
		array.concat(needed, [fixtures.result_veto("NVWA"), fixtures.result_veto("BD")]),
	)
}

test_origin_and_what_it_was_made_from_have_reasons_as_well if {
	every part in [{"origin": "POL", "contributors": ["COL"]}, {"origin": "COL", "contributors": ["COL"], "derivedFrom": ["POL"]}] {
		wgs_16.findings == {permit, closed(["politie/plaats"])} with input as fixtures.judged(
			fixtures.result(object.union(both, {"holding": {"parts": {"politie": part}}})),
			array.concat(needed, [fixtures.result_veto("POL")]),
		)
	}
}

test_denies_a_part_of_which_nobody_knows_who_contributed if {
	every contributors in [[], ["ONBEKEND"], ["POL", "ONBEKEND"]] {
		unknown := {"holding": {"parts": {"politie": {"contributors": contributors}}}}
		wgs_16.findings == {permit, closed(["politie/plaats"])} with input as asked(object.union(both, unknown))
	}
}

test_denies_a_result_in_another_state if {
	every state in ["R0", "R1", "R2", "R3", "R4", "R5", "R7", "R8"] {
		wgs_16.findings == {deny} with input as asked({"case": {"state": state}})
	}
	wgs_16.findings == {deny} with input as asked({"case": null})
}

# The table of states: what a participant holds anew, and a document of the case, is no result.
test_denies_anything_else_in_the_result_phase if {
	wgs_16.findings == {deny} with input as fixtures.riec({"case": {"state": "R6"}})
	wgs_16.findings == {deny} with input as asked({"holding": {"kind": "DOCUMENT"}})
}

test_no_permit_on_another_basis if {
	wgs_16.findings == set() with input as asked({"inquiry": {"legalBasis": ["LB-WGS15"]}})
}

test_no_permit_in_a_mode_that_the_state_does_not_know if {
	every mode in ["HITNOHIT", "BULK", "AUTO", "RENEW", "KNOWN_CHECK"] {
		not permit in wgs_16.findings with input as asked({"inquiry": {"mode": mode}})
	}
}

test_silent_for_others if {
	wgs_16.findings == set() with input as fixtures.result_for("VR", "LB-WGS17-2", ["inspectie/bevinding"])
}

test_silent_about_provision_into_the_riec if wgs_16.findings == set() with input as fixtures.riec({})

test_silent_in_another_regime if {
	wgs_16.findings == set() with input as asked({"inquiry": {"regime": "MONO"}})
}

test_a_result_comes_in_where_a_case_is_carried_out_jointly_and_then_nothing_else_does if {
	denied := {pair |
		some kind in ["DOCUMENT", "RESULT"]
		some state in ["R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7"]
		found := wgs_16.acts with input as fixtures.entering(kind, {"state": state}, {})
		found == {deny}
		pair := [kind, state]
	}
	denied == {["RESULT", "R0"], ["RESULT", "R1"], ["RESULT", "R2"], ["RESULT", "R7"], ["DOCUMENT", "R6"]}
}
