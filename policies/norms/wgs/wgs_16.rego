# METADATA
# title: Een resultaat voor een deelnemer
# description: >-
#   Results go to a participant only if needed for its compatible public task, and if no participant that contributed
#   sees weighty reasons against.
# custom:
#   id: WGS-16
#   act: WGS
#   article: WGS 1.7 lid 1
#   tier: 1
#   certainty: V1
#   effect: permit / deny
#   absence: review
#   inferred: >-
#     The table of states is read as closed both ways: in R6 nothing but results is provided, and in no other state a result
#     is. Compatible is a task that serves a purpose of WGS 2.17; that this recipient needs the result for such a task
#     is a judgement. A veto holds back the parts to which who gave it contributed, or that it is
#     the origin of or that were made from its data, and all parts if none names it. Of a part of which nobody knows who
#     contributed, nobody can say that they see no such reasons. The recipient must be involved in the case, as for all
#     else (WGS-14). Carries the permit, because no
#     other norm is known for this path. A result is brought in from R3, where a case is carried out jointly, to R6, and
#     in R6 nothing else is (I).
#   title:
#     nl: Een resultaat voor een deelnemer
#     en: A result for a participant
#   text:
#     nl: >-
#       Een deelnemer krijgt een resultaat alleen als hij het nodig heeft voor een taak die bij het doel van het RIEC
#       past. Dat kan in de fase Resultaat. Wie gegevens inbracht, kan zwaarwegende redenen hebben om niet te
#       verstrekken.
#     en: >-
#       A participant gets a result only if it needs it for a task that fits the purpose of the RIEC. That is possible
#       in the result phase. Who contributed data may have weighty reasons not to provide.
#   remedies: [ASK_RESULT_NEED, WAIT_FOR_RESULT]
package norms.wgs.wgs_16

import data.lib

findings contains {"norm": "WGS-16", "effect": "permit"} if to_a_participant

findings contains {
	"norm": "WGS-16",
	"effect": "require",
	"attestation": "RESULT_NEEDED",
	"scope": {"organ": input.inquiry.recipient.organ, "source": input.inquiry.source},
} if {
	to_a_participant
	not lib.result_needed
}

findings contains {"norm": "WGS-16", "effect": "deny"} if {
	about_a_result
	lib.result_not_needed
}

findings contains {"norm": "WGS-16", "effect": "deny"} if {
	about_a_result
	not compatible
}

findings contains {"norm": "WGS-16", "effect": "deny", "fields": names} if {
	about_a_result
	names := lib.asked_of(lib.vetoed_parts | lib.untraceable_parts)
	count(names) > 0
}

# Closed states (facts/states.json), whoever receives.
findings contains {"norm": "WGS-16", "effect": "deny"} if {
	lib.riec_result
	not lib.state == "R6"
}

findings contains {"norm": "WGS-16", "effect": "deny"} if {
	lib.wgs
	lib.state == "R6"
	not lib.result
}

# Made where the case is carried out jointly; once there is a result nothing else comes in.
acts contains {"norm": "WGS-16", "effect": "deny"} if {
	lib.entering_riec
	input.holding.kind == "RESULT"
	not input.case.state in {"R3", "R4", "R5", "R6"}
}

acts contains {"norm": "WGS-16", "effect": "deny"} if {
	lib.entering_documents
	input.case.state == "R6"
}

about_a_result if {
	lib.riec_result
	lib.recipient_kind == "PARTICIPANT"
}

to_a_participant if {
	about_a_result
	lib.result_leaves
}

compatible if {
	some purpose in lib.task.purposes
	purpose in {"P-RIEC-B", "P-RIEC-F", "P-RIEC-S"}
}
