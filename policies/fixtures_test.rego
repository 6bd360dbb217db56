# METADATA
# title: Inputs for tests
# description: One lawful-looking inquiry and judgements; each test changes one thing.
package fixtures

today := 20781

caller := {
	"oin": "00000099000000001000",
	"organ": "BGM",
	"department": "ONDM",
	"roles": ["R-CAS"],
	"person": "p-asker",
	"authorised": true,
	"screened": true,
	"trained": true,
}

# Every case has a lawful signal, so that a test about something else need not name it.
lawful_signal := {"objective": true, "necessary": true, "several": true, "region": true}

the_case := {
	"regime": "BGP",
	"state": "B4",
	"purposes": ["P-BGP-AANPAK"],
	"activity": null,
	"crimeForm": null,
	"involved": [],
	"members": [],
	"firstProcessedDay": 20700,
	"closedDay": null,
	"rejectedDay": null,
	"signalOutcome": null,
	"signal": lawful_signal,
	"control": null,
}

the_inquiry := {
	"regime": "BGP",
	"purpose": "P-BGP-AANPAK",
	"task": "Opiumwet:13b",
	"legalBasis": ["LB-6E"],
	"source": "BEL/heffingen",
	"mode": "DETAIL",
	"level": "OPS",
	"fields": ["aanslag_ozb", "kwijtschelding"],
	"reasoned": {"necessity": true, "proportionality": true, "subsidiarity": true},
	"recipient": {"organ": "BGM", "department": "ONDM"},
	"subject": {"type": "NATURAL", "key": "s-1", "relation": "SIGNAL", "hit": true},
	"namesCase": true,
}

no_scope := {
	"source": null,
	"department": null,
	"category": null,
	"organ": null,
	"regime": null,
	"purpose": null,
	"subject": null,
	"person": null,
}

# An inquiry with one or more things changed.
inquiry(changes) := object.union(
	{
		"now": "2026-11-24T10:00:00Z",
		"today": today,
		"caller": caller,
		"inquiry": the_inquiry,
		"act": null,
		"case": the_case,
		"holding": null,
		"attestations": [],
		"records": [],
	},
	changes,
)

judged(asked, attestations) := object.union(asked, {"attestations": attestations})

attestation(type, outcome, scope, details) := {
	"type": type,
	"outcome": outcome,
	"scope": object.union(no_scope, scope),
	"details": details,
	"by": "p-judge",
	"validUntilDay": null,
}

five_tests := {
	"basis": true,
	"compatibility": true,
	"necessity": true,
	"proportionality": true,
	"subsidiarity": true,
}

w1 := attestation("W1", "positive", {}, {"anchor": 1})

w2a := attestation("W2A", "positive", {}, {})

w2b := attestation("W2B", "positive", {}, {})

w3 := attestation("W3", "NEXT", {}, {})

w4 := attestation("W4", "CASUSOVERLEG", {}, {})

pc1(source) := attestation("PC1", "granted", {"source": source}, five_tests)

pc2a := attestation("PC2A", "granted", {"department": "ONDM", "category": "C-BEL-G"}, five_tests)

pc2b := attestation("PC2B", "granted", {"department": "ONDM", "category": "C-BEL-G"}, five_tests)

college_67 := attestation("COLLEGE_67", "decided", {"category": "C-BEL-G", "purpose": "P-BGP-AANPAK"}, {"reference": "B-1"})

register := attestation("REGISTER", "recorded", {"regime": "BGP", "purpose": "P-BGP-AANPAK"}, {"reference": "R-1"})

dpia := attestation("DPIA", "recorded", {"regime": "BGP", "purpose": "P-BGP-AANPAK"}, {"reference": "D-1"})

# Local settings: the protocol is adopted by both organs.
settings := {"00000099000000001000": {
	"name": "Gemeente Voorbeeld",
	"bgp": {"adoptedBy": ["BGM", "COL"], "maxAgeDays": 1825, "retentionDays": 365},
	"crimeForms": ["DRUGS"],
	"closed": {"sources": [], "fields": {}},
}}

accounted := [register, dpia]

weighed := [w1, w2a, w2b]

transition(from, to, attestations) := act("transition", {
	"act": {"to": to},
	"case": {"state": from},
	"attestations": attestations,
})

record(changes) := object.union(
	{
		"index": 0,
		"wpgArticle": null,
		"ageDays": 100,
		"brpSecret": false,
		"ofSubject": true,
		"persons": [],
	},
	changes,
)

act(kind, changes) := object.union(
	{
		"now": "2026-11-24T10:00:00Z",
		"today": today,
		"caller": caller,
		"inquiry": null,
		"act": {
			"kind": kind,
			"regime": null,
			"purposes": [],
			"activity": null,
			"crimeForm": null,
			"firstProcessedDay": null,
			"to": null,
			"amends": [],
			"attestation": null,
			"purpose": null,
			"resource": null,
			"signal": null,
			"processing": null,
			"obligation": null,
		},
		"case": the_case,
		"holding": null,
		"attestations": [],
		"records": [],
	},
	changes,
)

necessity(source) := attestation("NECESSITY", "necessary", {"source": source}, {})

authority_agreed(organ) := attestation("AUTHORITY_AGREED", "agreed", {"organ": organ}, {})

veto(source) := attestation("VETO", "veto", {"source": source}, {})

six_four := {"link": true, "context": true, "nature": true, "consequences": true, "safeguards": true}

compatibility(source, purpose) := attestation("COMPATIBILITY", "compatible", {"source": source, "purpose": purpose}, six_four)

# The same caller and subject in a RIEC: a case that is carried out jointly, the tax administration involved.
riec_inquiry := {
	"caller": {"organ": "COL", "roles": ["PROCESS"]},
	"case": {
		"regime": "WGS",
		"state": "R3",
		"purposes": ["P-RIEC-B"],
		"activity": "CASUS",
		"crimeForm": "DRUGS",
		"involved": ["BD", "COL", "POL"],
	},
	"inquiry": {
		"regime": "WGS",
		"purpose": "P-RIEC-B",
		"task": "PW:7",
		"legalBasis": ["LB-WGS15"],
		"source": "BD/inkomen",
		"fields": ["box1_inkomen", "openstaande_schuld"],
		"recipient": {"organ": "COL", "department": "ONDM"},
	},
}

riec(changes) := object.union(inquiry(riec_inquiry), changes)

covenant := attestation("DOC_CONVENANT", "recorded", {"organ": "BD"}, {"reference": "C-1"})

# The register entry and the DPIA of any regime and purpose.
register_and_dpia(regime, purpose) := [
	attestation("REGISTER", "recorded", {"regime": regime, "purpose": purpose}, {"reference": "R-1"}),
	attestation("DPIA", "recorded", {"regime": regime, "purpose": purpose}, {"reference": "D-1"}),
]

# What the participants judge together in a RIEC, before they collect (WGS 2.23 lid 2 to 4) and before they act (lid 7).
assessed := attestation("ASSESSMENT", "positive", {}, {
	"fit": true,
	"type": true,
	"volume": true,
	"weight": true,
	"parallel": true,
})

registered := attestation("REGISTERED", "registered", {}, {"reference": "S-1"})

intervention(organ) := attestation("INTERVENTION", "agreed", {"organ": organ}, {})

# A part of a holding: a report of the police that was received to decide on closing premises.
part(changes) := object.union(
	{
		"category": "C-POL8",
		"contributors": ["POL"],
		"origin": "POL",
		"originRegime": "BILATERAL",
		"receivedFor": ["P-13B"],
		"derivedFrom": [],
		"secrecy": null,
		"verified": true,
		"disputed": false,
		"lawful": true,
		"wpgArticle": "8",
		"flags": ["CRIM"],
	},
	changes,
)

# A holding with these parts; fields are named as they are asked: `<part>/<name>`.
holding(kind, parts, fields) := {
	"kind": kind,
	"organ": "BGM",
	"department": null,
	"parts": parts,
	"fields": {name: object.union({"flags": [], "person": null}, field) | some name, field in fields},
}

# A new kind of processing in a RIEC that stays within each case, and what the advisory committee said of it.
processing(changes) := object.union(
	object.union(act("process", {"case": null, "caller": {"organ": "COL", "roles": ["R-RIEC-D"]}}), {"act": {"processing": {
		"code": "DASHBOARD",
		"regime": "WGS",
		"acrossCases": false,
		"automated": false, "digest": "sha256:d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1",
	}}}),
	changes,
)

rac_advice := attestation("RAC_NEW", "positive", {}, {
	"processing": "DASHBOARD",
	"reference": "RAC-1",
	"casePurposeKept": true, "digest": "sha256:d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1",
})

# The category of the selection list under which a case may be destroyed (Archiefwet 5).
selection := attestation("SELECTIELIJST", "destroy", {}, {"category": "18.1"})
