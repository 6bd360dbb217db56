# Named questions about a kind of processing in a RIEC that is new or changed (WGS 1.8 lid 6).
package lib

riec_processing if {
	input.act.kind == "process"
	input.act.processing.regime == "WGS"
}

# What the advisory committee said of this kind: each judgement names the kind that it is about, and what it was when it was
# advised on. With another fact or other words the kind is another one.
rac_advice contains attestation if {
	some attestation in counts
	attestation.type == "RAC_NEW"
	attestation.details.processing == input.act.processing.code
	attestation.details.digest == input.act.processing.digest
}

rac_verdicts contains data.facts.attestations.RAC_NEW.outcomes[attestation.outcome] if {
	some attestation in rac_advice
}
