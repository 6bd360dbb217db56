# Inputs for tests of statutes of their own: lawful questions and judgements under the Wet Bibob, the Participatiewet and UAVG 41.
package fixtures

# An integrity assessment: the Bibob coordination asks in its own file, without a case.
bibob(changes) := object.union(
	inquiry({
		"caller": {"organ": "COL", "department": "BIBOB", "roles": []},
		"inquiry": {
			"regime": "BIBOB",
			"purpose": "P-BIBOB",
			"task": "Bibob:3",
			"source": "BIBOB/dossiers",
			"recipient": {"organ": "COL", "department": "BIBOB"},
			"namesCase": false,
		},
		"case": null,
	}),
	changes,
)

bibob_judgement(type, outcome, recipient) := attestation(
	type,
	outcome,
	{"source": "BIBOB/dossiers", "subject": "s-1"},
	{"recipient": recipient},
)

# Social assistance: work and income asks what another body owes it.
assistance(changes) := object.union(
	inquiry({
		"caller": {"organ": "COL", "department": "WI", "roles": []},
		"inquiry": {
			"regime": "BILATERAL",
			"purpose": "P-BIJST",
			"task": "PW:7",
			"legalBasis": ["LB-PW64"],
			"source": "UWV/inkomen",
			"fields": ["loon"],
			"recipient": {"organ": "COL", "department": "WI"},
			"namesCase": false,
		},
		"case": null,
	}),
	changes,
)

# The person is not informed yet, after a complete weighing (UAVG 41 lid 2), until a day of review.
withheld(scope, until) := object.union(
	attestation("UAVG41", "withheld", scope, {
		"ground": "UAVG 41 lid 1",
		"purpose": true,
		"categories": true,
		"scope": true,
		"safeguards": true,
		"controller": true,
		"retention": true,
		"risks": true,
		"notification": true,
	}),
	{"validUntilDay": until},
)
