# Inputs for tests about police and justice: lawful questions to them, and the judgements that carry these.
package fixtures

# The mayor's department of public order asks the police about a dwelling, outside any case and outside a RIEC.
police_inquiry := {
	"caller": {"department": "OOV"},
	"case": null,
	"inquiry": {
		"regime": "BILATERAL",
		"purpose": "P-13B",
		"legalBasis": ["LB-WPG16B"],
		"source": "POL/registraties",
		"fields": ["incidentcode", "plaats"],
		"recipient": {"organ": "BGM", "department": "OOV"},
		"subject": {"type": "OBJECT", "relation": null, "hit": null},
		"namesCase": false,
	},
}

police(changes) := object.union(inquiry(police_inquiry), changes)

# A supervisor asks the police for supervision of one statute.
supervision := {
	"caller": {"department": "TH"},
	"inquiry": {
		"purpose": "P-TOEZ",
		"task": "Alcoholwet:41",
		"legalBasis": ["LB-WPG18"],
		"recipient": {"organ": "BGM", "department": "TH"},
	},
}

agreement := attestation(
	"DOC_AGREEMENT", "recorded",
	{"organ": "POL", "purpose": "P-TOEZ"},
	{"reference": "A-1", "designated": true, "statute": "Alcoholwet:41"},
)

special_case(source, purpose) := attestation(
	"SPECIAL_CASE", "agreed",
	{"source": source, "purpose": purpose, "subject": "s-1"},
	{"special": true, "interest": true, "necessity": true},
)

six_parts := {
	"interest": true,
	"partnership": true,
	"goal": true,
	"data": true,
	"conditions": true,
	"recipients": true,
}

partnership := attestation(
	"DOC_DECISION", "recorded",
	{"organ": "POL", "purpose": "P-13B", "department": "OOV"},
	object.union(six_parts, {"reference": "D-1"}),
)

# The mayor asks the prosecution service for a permit decision.
prosecution_inquiry := {
	"caller": {"department": "VERG"},
	"case": null,
	"inquiry": {
		"regime": "BILATERAL",
		"purpose": "P-VERG",
		"task": "Alcoholwet:3",
		"legalBasis": ["LB-WJSG39F"],
		"source": "OM/zaken",
		"fields": ["feit", "beslissing"],
		"recipient": {"organ": "BGM", "department": "VERG"},
		"subject": {"relation": null, "hit": null},
		"namesCase": false,
	},
}

prosecution(changes) := object.union(inquiry(prosecution_inquiry), changes)

om_decision := attestation(
	"OM_DECISION", "granted",
	{"source": "OM/zaken", "purpose": "P-VERG", "subject": "s-1"},
	{"interest": true, "necessity": true},
)
