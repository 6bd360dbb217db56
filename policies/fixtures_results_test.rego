# Inputs for tests about what is held: a result of a RIEC with parts of several participants, a report of the police, and
# the judgements that let them go.
package fixtures

result_parts := {
	"inspectie": part({
		"category": "C-TOEZ",
		"contributors": ["COL"],
		"origin": "COL",
		"originRegime": "WGS",
		"receivedFor": ["P-RIEC-B"],
		"wpgArticle": null,
		"flags": [],
	}),
	"politie": part({"contributors": ["POL", "KMAR"], "originRegime": "WGS", "receivedFor": ["P-RIEC-B"]}),
	"fiscaal": part({
		"category": "C-TOEZ",
		"contributors": ["NVWA"],
		"origin": "NVWA",
		"originRegime": "WGS",
		"receivedFor": ["P-RIEC-B"],
		"derivedFrom": ["BD-TSL"],
		"wpgArticle": null,
		"flags": [],
	}),
}

result_fields := {
	"inspectie/bevinding": {"part": "inspectie", "name": "bevinding", "category": "C-TOEZ"},
	"politie/plaats": {"part": "politie", "name": "plaats", "category": "C-POL8"},
	"fiscaal/overtreding": {"part": "fiscaal", "name": "overtreding", "category": "C-TOEZ"},
}

# A result in R6, by default for a participant that is involved; only the part with inspection data is asked.
result(changes) := object.union(
	riec({
		"case": {"state": "R6"},
		"holding": object.union(holding("RESULT", result_parts, result_fields), {"organ": "COL"}),
		"inquiry": {"source": "holding/1", "legalBasis": ["LB-WGS17-1"], "fields": ["inspectie/bevinding"]},
	}),
	changes,
)

# The same for who stands outside, by the way that the act knows for it.
result_for(organ, legal_basis, names) := result({"inquiry": {
	"recipient": {"organ": organ, "department": null},
	"legalBasis": [legal_basis],
	"fields": names,
}})

about(organ) := {"organ": organ, "source": "holding/1"}

quality := attestation("QUALITY", "passed", {"source": "holding/1"}, {})

needed(organ) := attestation("RESULT_NEEDED", "needed", about(organ), {"compatible": true, "necessity": true})

not_needed(organ) := object.union(needed(organ), {"outcome": "not-needed"})

rac_third(organ) := attestation("RAC_THIRD", "lawful", about(organ), {})

objection(organ, recipient) := attestation("OBJECTION", "objection", about(organ), {"recipient": recipient})

result_veto(organ) := attestation("RESULT_VETO", "veto", about(organ), {})

consent(organ, recipient) := attestation("PROVIDER_CONSENT", "given", about(organ), {"recipient": recipient})

refusal(organ, recipient) := object.union(consent(organ, recipient), {"outcome": "refused"})

public_only(organ) := attestation("PUBLIC_ONLY", "confirmed", about(organ), {})

# What the police reported about a dwelling, as the mayor holds it; asked without a case, for the decision to close it.
report_parts := {
	"rapport": part({}),
	"bewoner": part({"category": "C-BRP-ID"}),
	"buren": part({"category": "C-BRP-ID"}),
	"melder": part({"category": "C-BRP-ID"}),
}

report_fields := {
	"rapport/korte_omschrijving": {"part": "rapport", "name": "korte_omschrijving", "category": "C-POL8"},
	"rapport/rol": {"part": "rapport", "name": "rol", "category": "C-POL8"},
	"bewoner/geslachtsnaam": {
		"part": "bewoner", "name": "geslachtsnaam",
		"category": "C-BRP-ID", "person": "SUBJECT",
	},
	"buren/geslachtsnaam": {
		"part": "buren", "name": "geslachtsnaam",
		"category": "C-BRP-ID", "person": "NEIGHBOUR",
	},
	"melder/geslachtsnaam": {
		"part": "melder", "name": "geslachtsnaam",
		"category": "C-BRP-ID", "person": "REPORTER",
	},
}

report(changes) := object.union(
	inquiry({
		"caller": {"department": "OOV", "roles": []},
		"case": null,
		"holding": holding("DOCUMENT", report_parts, report_fields),
		"inquiry": {
			"regime": "MONO",
			"purpose": "P-13B",
			"source": "holding/1",
			"fields": [name | some name, _ in report_fields],
			"recipient": {"organ": "BGM", "department": "OOV"},
			"subject": {"type": "OBJECT", "relation": null, "hit": null},
			"namesCase": false,
		},
	}),
	changes,
)

# What is brought into a case of a RIEC that the caller takes part in: an inspection of the college, one thing changed.
entering(kind, case_changes, part_changes) := object.union(
	act("hold", {"holding": object.union(
		holding(kind, {"stuk": object.union(result_parts.inspectie, part_changes)}, {"stuk/datum": {
			"part": "stuk", "name": "datum",
			"category": "C-TOEZ",
		}}),
		{"organ": "COL"},
	)}),
	{"caller": riec_inquiry.caller, "case": object.union(riec_inquiry.case, case_changes)},
)

# The same of the municipal track.
gathering(state, case_changes) := object.union(
	entering("DOCUMENT", {}, {}),
	{"caller": caller, "case": object.union(the_case, object.union({"state": state}, case_changes))},
)

# A person or company is added to the case at hand.
adding(asked) := object.union(asked, {"act": {"kind": "amend", "resource": "subject"}, "holding": null})
