# METADATA
# title: Een resultaat voor een ander samenwerkingsverband
# description: >-
#   Results go to another partnership under the WGS only if needed for its purpose and with consent of who provided the
#   data; identifiers, contact data and BSN may be compared to see if a person is known to both.
# custom:
#   id: WGS-19
#   act: WGS
#   article: WGS 1.7 lid 8
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: deny
#   inferred: >-
#     Carries the permit, because no other norm is known for this path. Identifiers and contact data are read as the
#     categories of identity, address and company data: what holds more would tell more than that somebody is known. A
#     comparison needs no consent, as the article says, and shows no number (UAVG-03). Consent counts per part, for
#     this recipient, by each who contributed to it. Participants
#     that a part came from or was made from contributed to it, and who sees weighty reasons does not consent (I).
#   title:
#     nl: Een resultaat voor een ander samenwerkingsverband
#     en: A result for another partnership
#   text:
#     nl: >-
#       Een ander samenwerkingsverband krijgt een resultaat alleen als het dat voor zijn eigen doel nodig heeft en als
#       iedereen instemt die gegevens inbracht. Wel mag worden vergeleken of een persoon bij beide bekend is.
#     en: >-
#       Another partnership gets a result only if it needs it for its own purpose and everybody who contributed data
#       consents. It may be compared whether a person is known to both.
#   remedies: [ASK_PROVIDERS, ASK_RESULT_NEED, COMPARE_IF_KNOWN]
package norms.wgs.wgs_19

import data.lib

findings contains {"norm": "WGS-19", "effect": "permit", "fields": names} if {
	to_another_partnership
	lib.result_leaves
	names := lib.asked_of(lib.parts_with_consent)
	count(names) > 0
}

findings contains {
	"norm": "WGS-19",
	"effect": "require",
	"attestation": "RESULT_NEEDED",
	"scope": {"organ": input.inquiry.recipient.organ, "source": input.inquiry.source},
} if {
	to_another_partnership
	lib.result_leaves
	not lib.result_needed
}

findings contains {"norm": "WGS-19", "effect": "permit", "category": category} if {
	to_another_partnership
	comparing
	lib.result_may_leave
	some category in comparable
}

findings contains {"norm": "WGS-19", "effect": "deny", "category": category} if {
	to_another_partnership
	comparing
	lib.result
	some category in (lib.categories - comparable)
}

findings contains {"norm": "WGS-19", "effect": "deny", "fields": names} if {
	to_another_partnership
	lib.result
	not comparing
	without := {name | some name, _ in lib.asked_parts} - lib.parts_with_consent
	names := lib.asked_of(without)
	count(names) > 0
}

findings contains {"norm": "WGS-19", "effect": "deny"} if {
	to_another_partnership
	lib.result_not_needed
}

# Results only.
findings contains {"norm": "WGS-19", "effect": "deny"} if {
	to_another_partnership
	not lib.result
}

to_another_partnership if {
	lib.wgs
	lib.recipient_kind == "OTHER_PARTNERSHIP"
}

comparing if input.inquiry.mode == "KNOWN_CHECK"

comparable := lib.categories & {"C-BRP-ADR", "C-BRP-ID", "C-KVK"}
