# METADATA
# title: Uitwisseling met een ander RIEC
# description: >-
#   Exchange with participants of another RIEC when needed for the purpose; special or criminal-offence data only after
#   consent of who provided them.
# custom:
#   id: WGS-20
#   act: WGS
#   article: WGS 2.20
#   tier: 1
#   certainty: V1
#   effect: needs approval
#   absence: review
#   inferred: >-
#     Carries the permit, because no other norm is known for this path. Read as a way for results, because the table of
#     states opens no other state to who is not involved. That the other RIEC needs it is a judgement; consent is asked of
#     everybody who contributed to a part with such data, and cannot be had where nobody knows who they are. The
#     agreement of the authority belongs to the first provision (WPG-05). Participants
#     that a part came from or was made from contributed to it, and who sees weighty reasons does not consent (I).
#   title:
#     nl: Uitwisseling met een ander RIEC
#     en: Exchange with another RIEC
#   text:
#     nl: >-
#       Een ander RIEC krijgt een resultaat als dat nodig is voor hetzelfde doel. Voor bijzondere en strafrechtelijke
#       gegevens moet iedereen instemmen die ze inbracht.
#     en: >-
#       Another RIEC gets a result if that is needed for the same purpose. For special and criminal-offence data
#       everybody who contributed them must consent.
#   remedies: [ASK_PROVIDERS, ASK_RESULT_NEED]
package norms.wgs.wgs_20

import data.lib

findings contains {"norm": "WGS-20", "effect": "permit"} if awaited

findings contains {
	"norm": "WGS-20",
	"effect": "require",
	"attestation": "RESULT_NEEDED",
	"scope": {"organ": input.inquiry.recipient.organ, "source": input.inquiry.source},
} if {
	awaited
	not lib.result_needed
}

findings contains {
	"norm": "WGS-20",
	"effect": "require",
	"attestation": "PROVIDER_CONSENT",
	"scope": {"organ": organ, "source": input.inquiry.source},
	"fields": names,
} if {
	awaited
	some organ, names in lib.awaited_for
}

findings contains {"norm": "WGS-20", "effect": "deny"} if {
	to_another_riec
	lib.result_not_needed
}

findings contains {"norm": "WGS-20", "effect": "deny", "fields": names} if {
	to_another_riec
	names := lib.asked_of(lib.parts_never)
	count(names) > 0
}

to_another_riec if {
	lib.riec_result
	lib.recipient_kind == "OTHER_RIEC"
}

awaited if {
	to_another_riec
	lib.result_leaves
}
