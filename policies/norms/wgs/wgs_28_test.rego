package norms.wgs.wgs_28_test

import data.fixtures
import data.norms.wgs.wgs_28

secrecy := {"norm": "WGS-28", "effect": "oblige", "obligation": "SECRECY_NOTICE"}

deny := {"norm": "WGS-28", "effect": "deny"}

asked(organ, bases) := fixtures.riec({"inquiry": {
	"recipient": {"organ": organ, "department": null},
	"legalBasis": bases,
}})

test_obliges_to_secrecy_between_participants if {
	every basis in ["LB-6C", "LB-WGS15", "LB-WGS17-1", "LB-WGS223", "LB-AWR67-2A"] {
		wgs_28.findings == {secrecy} with input as asked("COL", [basis])
	}
}

ways := {
	"VR": "LB-WGS17-2",
	"WOCO": "LB-WGS17-2",
	"ZVH": "LB-WGS17-8",
	"RIEC-OTHER": "LB-WGS220",
}

test_silent_but_for_secrecy_where_the_basis_allows_the_recipient if {
	every organ, basis in ways {
		wgs_28.findings == {secrecy} with input as asked(organ, [basis])
	}
}

test_denies_every_other_way_out if {
	every organ, own in ways {
		every basis in ["LB-6C", "LB-6E", "LB-WGS15", "LB-WGS17-1", "LB-WGS17-2", "LB-WGS17-8", "LB-WGS220", "LB-WGS223"] {
			expected := {finding | some finding in [secrecy, deny]; finding.effect in effects(basis, own)}
			wgs_28.findings == expected with input as asked(organ, [basis])
		}
	}
}

effects(basis, own) := {"oblige"} if basis == own

effects(basis, own) := {"oblige", "deny"} if basis != own

test_denies_a_participant_when_only_a_way_out_is_claimed if {
	wgs_28.findings == {secrecy, deny} with input as asked("COL", ["LB-WGS17-2"])
}

test_denies_the_public_under_any_basis if {
	wgs_28.findings == {secrecy, deny} with input as asked("PUBLIEK", [code | some code, _ in data.facts.legal_bases])
}

test_a_legal_duty_serves_control_and_the_person_concerned if {
	every organ in ["CP", "RAC", "AP", "BETR"] {
		wgs_28.findings == {secrecy} with input as asked(organ, ["LB-6C"])
		wgs_28.findings == {secrecy, deny} with input as asked(organ, ["LB-WGS15"])
	}
}

test_denies_a_basis_that_says_nothing_about_giving if {
	wgs_28.findings == {secrecy, deny} with input as asked("COL", ["LB-6E"])
	wgs_28.findings == {secrecy, deny} with input as asked("COL", [])
}

test_denies_a_basis_that_is_only_claimed if {
	wgs_28.findings == {secrecy, deny} with input as asked("COL", ["LB-WPG20-3"])
}

test_denies_an_unknown_recipient if {
	wgs_28.findings == {secrecy, deny} with input as asked("NOBODY", ["LB-WGS15", "LB-WGS17-2"])
}

test_silent_in_another_regime if {
	wgs_28.findings == set() with input as fixtures.inquiry({})
}

result_to(organ, basis) := fixtures.result_for(organ, basis, ["inspectie/bevinding"])

test_a_result_goes_by_its_own_bases_only if {
	every organ, basis in object.union(ways, {"COL": "LB-WGS17-1"}) {
		wgs_28.findings == {secrecy} with input as result_to(organ, basis)
		wgs_28.findings == {secrecy, deny} with input as result_to(organ, "LB-WGS15")
	}
	wgs_28.findings == {secrecy, deny} with input as result_to("COL", "LB-6C")
	wgs_28.findings == {secrecy} with input as result_to("AP", "LB-6C")
}

test_denies_what_came_out_of_a_riec_under_another_regime if {
	parts := {"rapport": {"originRegime": "WGS"}, "bewoner": {"originRegime": null}}
	asked := fixtures.report({"holding": {"parts": parts}})
	wgs_28.findings == {{"norm": "WGS-28", "effect": "deny", "fields": [
		"rapport/korte_omschrijving",
		"rapport/rol",
	]}} with input as asked
	to_the_person := {"recipient": {"organ": "BETR", "department": null}, "legalBasis": ["LB-6C"]}
	wgs_28.findings == set() with input as object.union(asked, {"inquiry": to_the_person})
}
