package norms.wgs.wgs_29_test

import data.fixtures
import data.norms.wgs.wgs_29

deny := {{"norm": "WGS-29", "effect": "deny"}}

# The department of permits asks the police about an applicant, for the mayor (S01).
asked(changes) := object.union(
	fixtures.inquiry({
		"caller": {"department": "VERG"},
		"case": null,
		"inquiry": {
			"regime": "BILATERAL",
			"purpose": "P-VERG",
			"task": "Alcoholwet:3",
			"legalBasis": ["LB-6E"],
			"source": "POL/registraties",
			"fields": ["incidentcode"],
			"recipient": {"organ": "BGM", "department": "VERG"},
			"namesCase": false,
		},
	}),
	changes,
)

claiming(bases) := asked({"inquiry": {"legalBasis": bases}})

test_denies_on_general_rules_only if {
	every bases in [[], ["LB-6C"], ["LB-6E"], ["LB-UAVG33"], ["LB-6E", "LB-UAVG33"], ["CONVENANT"]] {
		wgs_29.findings == deny with input as claiming(bases)
	}
}

test_denies_on_compatible_use if {
	compatible := [fixtures.compatibility("POL/registraties", "P-VERG")]
	wgs_29.findings == deny with input as fixtures.judged(claiming(["LB-6-4"]), compatible)
}

test_denies_when_the_condition_of_the_basis_is_not_met if {
	wgs_29.findings == deny with input as claiming(["LB-WPG18"])
	wgs_29.findings == deny with input as claiming(["LB-BRP35"])
}

test_denies_a_basis_of_another_regime if {
	wgs_29.findings == deny with input as claiming(["LB-WGS15"])
}

test_denies_base_registers_and_unknown_sources if {
	register := {"source": "KVK/inschrijvingen", "fields": ["handelsnaam"]}
	wgs_29.findings == deny with input as asked({"inquiry": register})
	wgs_29.findings == deny with input as asked({"inquiry": {"source": "ONBEKEND/bron", "fields": ["naam"]}})
}

test_silent_under_a_statute_of_the_sector if {
	wgs_29.findings == set() with input as claiming(["LB-WPG16B"])
	order := {"purpose": "P-OO", "task": "Gemeentewet:172", "legalBasis": ["LB-6E", "LB-WPG19"]}
	wgs_29.findings == set() with input as asked({"inquiry": order})
}

test_denies_a_basis_that_serves_another_purpose_or_department if {
	wgs_29.findings == deny with input as claiming(["LB-6E", "LB-WPG19"])
	wages := {"source": "UWV/inkomen", "fields": ["loon"], "legalBasis": ["LB-PW64"]}
	wgs_29.findings == deny with input as asked({"caller": {"organ": "COL"}, "inquiry": wages})
	assistance := object.union(wages, {"purpose": "P-BIJST", "task": "PW:7"})
	wgs_29.findings == deny with input as asked({"caller": {"organ": "COL"}, "inquiry": assistance})
	wi := {"organ": "COL", "department": "WI"}
	wgs_29.findings == set() with input as asked({"caller": wi, "inquiry": assistance})
}

taxes := {
	"caller": {"organ": "COL"},
	"inquiry": {
		"purpose": "P-HAND",
		"task": "Awb:5:21",
		"source": "BD/inkomen",
		"fields": ["datum"],
		"legalBasis": ["LB-AWR43CM"],
	},
}

test_a_covenant_with_the_tax_administration_makes_the_difference if {
	wgs_29.findings == deny with input as asked(taxes)
	wgs_29.findings == set() with input as fixtures.judged(asked(taxes), [fixtures.covenant])
}

test_leaves_data_of_the_gemeente_to_their_own_statute if {
	population := {"source": "BZ/personen", "fields": ["adres"], "recipient": {"organ": "POL", "department": null}}
	wgs_29.findings == set() with input as asked({"inquiry": population})
}

test_silent_about_counts if {
	counts := {"source": "RIEC/beelden", "fields": ["aantallen"], "purpose": "P-BEELD"}
	wgs_29.findings == set() with input as asked({"inquiry": counts})
}

test_silent_in_another_regime if {
	every regime in ["MONO", "BGP", "WGS", "BIBOB"] {
		wgs_29.findings == set() with input as asked({"inquiry": {"regime": regime}})
	}
}
