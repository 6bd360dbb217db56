# METADATA
# title: Verantwoording vooraf
# description: >-
#   The processing stands in the register, a data protection impact assessment was done, and nobody answering for
#   it stopped it; every processing is logged.
# custom:
#   id: AVG-06
#   act: AVG
#   article: AVG 5 lid 1 onder d en e, AVG 5 lid 2, AVG 24 tot en met 26, AVG 30, AVG 32, AVG 35
#   tier: 1
#   certainty: U1
#   effect: deny + obligation
#   absence: deny
#   inferred: >-
#     Counts without persons need no register entry or DPIA, for they are no personal data (I). The privacy officer
#     may stop processing on behalf of the controller; a source that is stopped is stopped wherever its data are held in
#     its own house; a stop of everything also stops acts, and what goes on is giving and lifting stops, and holds on
#     destroying, reading the log and the judgements of the organisation, review afterwards, and obligations (I).
#     Accountability is not one's own word for one's own question: an entry, assessment, agreement or decision on paper
#     counts for who did not record it, as every judgement does. Who brings information in says where it came from: for
#     who receives outside their own department, which has it already, another person must bring it in (I).
#   title:
#     nl: Verantwoording vooraf
#     en: Accountability beforehand
#   text:
#     nl: >-
#       Deze verwerking moet in het register staan en er moet een DPIA zijn gedaan voor dit regime en dit doel. Een ander
#       dan u legt dat vast. De privacyfunctionaris kan verzoeken ook stopzetten; dan wacht u tot dat is opgeheven. Wie een
#       stuk inbrengt, vraagt het niet zelf voor een ander. Elk verzoek wordt vastgelegd.
#     en: >-
#       This processing must stand in the register and a DPIA must have been done for this regime and this purpose.
#       Somebody else than you records that. The privacy officer can also stop inquiries; then you wait until that is
#       lifted. Who brings information in does not ask it for another. Every inquiry is logged.
#   remedies: [WAIT_FOR_LIFTING, REGISTER_PROCESSING, ASK_PRIVACY_OFFICER, ANOTHER_ASKS]
package norms.avg.avg_06

import data.lib

findings contains {"norm": "AVG-06", "effect": "deny"} if {
	not is_null(input.inquiry)
	not lib.impersonal
	some type in ["REGISTER", "DPIA"]
	not [type, null] in lib.met
}

# Who answers for the processing can stop it: all of it, or what one caller asks, for one purpose, or of one source.
findings contains {"norm": "AVG-06", "effect": "deny"} if {
	not is_null(input.inquiry)
	some type in stops
	[type, null] in lib.refused
}

# A stop of everything stops what is done as well, but for what ends the stop, accounts for it, or fulfils a duty.
acts contains {"norm": "AVG-06", "effect": "deny"} if {
	stopped_altogether
	not goes_on
}

stopped_altogether if {
	some attestation in input.attestations
	attestation.type == "STOP_ALL"
	not attestation.withdrawnByCaller
	lib.fresh(attestation)
}

goes_on if {
	input.act.kind in {"attest", "withdraw"}
	input.act.attestation.type in (stops | holds)
}

goes_on if input.act.kind in {"discharge", "review"}

goes_on if {
	input.act.kind == "read"
	input.act.resource in {
		"decisions", "decisions-by-subject", "decision", "sample", "export", "retention", "obligation", "attestations",
		"finding", "health",
	}
}

stops := {"STOP_ALL", "STOP_CALLER", "STOP_PURPOSE", "STOP_SOURCE"}

# A stop does not stop the days of a term: that something may not be destroyed can be said all the same.
holds := {"LEGAL_HOLD", "LEGAL_HOLD_ALL"}

# Also where somebody holds what is in that source.
findings contains {"norm": "AVG-06", "effect": "deny", "fields": names} if {
	lib.names_holding
	some attestation in input.attestations
	attestation.type == "STOP_SOURCE"
	lib.fresh(attestation)
	lib.stands(attestation, data.facts.attestations.STOP_SOURCE)
	names := lib.asked_of(lib.held_of(attestation.scope.source))
	count(names) > 0
}

# Where it came from is shown by nobody but who asks.
findings contains {"norm": "AVG-06", "effect": "deny"} if lib.only_word_of_asker

findings contains {"norm": "AVG-06", "effect": "oblige", "obligation": "LOG"} if not is_null(input.inquiry)
