# Whether the person was told of the collection, and what must have been weighed to withhold it (AVG 23, UAVG 41).
package lib

# UAVG 41 lid 2.
factors_of_limitation := [
	"purpose", "categories", "scope", "safeguards",
	"controller", "retention", "risks", "notification",
]

informed if ["INFORMED", null] in upheld

# Withheld for a recorded ground, for as long as it was recorded for: its last day is the day of review.
rightly_withheld if {
	["UAVG41", null] in upheld
	some attestation in counts
	attestation.type == "UAVG41"
	is_number(attestation.validUntilDay)
	every factor in factors_of_limitation {
		attestation.details[factor] == true
	}
}

# The judgement at hand limits a right of the person.
limiting if {
	input.act.kind == "attest"
	input.act.attestation.type == "UAVG41"
}
