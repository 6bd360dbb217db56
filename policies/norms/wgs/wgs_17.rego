# METADATA
# title: Een resultaat voor een derde
# description: >-
#   A third party gets results only with a basis under the WGS, after a lawfulness test by the RAC, if needed for its
#   compatible task and without objection; special or criminal-offence data only with consent of who provided them.
# custom:
#   id: WGS-17
#   act: WGS
#   article: WGS 1.7 lid 2 en 3, WGS 2.23 lid 8
#   tier: 1
#   certainty: V1
#   effect: needs approval
#   absence: review
#   inferred: >-
#     Carries the permit, because no other norm is known for this path. The RAC tests each provision, for one result
#     and one recipient, and so are need, objection and consent. An objection of any participant counts, and a refusal
#     that names no recipient counts for all. Health data are special. Where nobody knows who contributed, nobody can
#     say that all of them consent or that none objects (I).
#   title:
#     nl: Een resultaat voor een derde
#     en: A result for a third party
#   text:
#     nl: >-
#       Een organisatie buiten het RIEC krijgt alleen een resultaat als de wet dat toestaat, de adviescommissie het
#       heeft getoetst, zij het nodig heeft voor haar taak en geen deelnemer bezwaar heeft. Voor bijzondere en
#       strafrechtelijke gegevens moet ook iedereen instemmen die ze inbracht.
#     en: >-
#       An organisation outside the RIEC gets only a result, if the act allows it, the advisory committee has tested
#       it, it needs it for its task and no participant objects. For special and criminal-offence data everybody who
#       contributed them must also consent.
#   remedies: [ASK_RAC, ASK_RESULT_NEED, ASK_PROVIDERS, RESULT_ROUTE]
package norms.wgs.wgs_17

import data.lib

findings contains {"norm": "WGS-17", "effect": "permit"} if awaited

findings contains {
	"norm": "WGS-17",
	"effect": "require",
	"attestation": "RAC_THIRD",
	"scope": {"organ": input.inquiry.recipient.organ, "source": input.inquiry.source},
} if {
	awaited
	not tested("met")
}

findings contains {
	"norm": "WGS-17",
	"effect": "require",
	"attestation": "RESULT_NEEDED",
	"scope": {"organ": input.inquiry.recipient.organ, "source": input.inquiry.source},
} if {
	awaited
	not lib.result_needed
}

findings contains {
	"norm": "WGS-17",
	"effect": "require",
	"attestation": "PROVIDER_CONSENT",
	"scope": {"organ": organ, "source": input.inquiry.source},
	"fields": names,
} if {
	awaited
	some organ, names in lib.awaited_for
}

findings contains {"norm": "WGS-17", "effect": "deny"} if {
	about_a_result
	refused
}

findings contains {"norm": "WGS-17", "effect": "deny", "fields": names} if {
	about_a_result
	names := lib.asked_of(lib.parts_never | lib.untraceable_parts)
	count(names) > 0
}

# Results only, and only by the way that the act knows.
findings contains {"norm": "WGS-17", "effect": "deny"} if {
	to_a_third_party
	not by_its_own_way
}

to_a_third_party if {
	lib.wgs
	lib.recipient_kind in {"THIRD_PRIVATE", "THIRD_PUBLIC"}
}

by_its_own_way if {
	lib.result
	"LB-WGS17-2" in lib.bases
}

about_a_result if {
	to_a_third_party
	lib.result
}

awaited if {
	about_a_result
	lib.result_leaves
}

tested(verdict) if ["RAC_THIRD", input.inquiry.recipient.organ, verdict] in lib.said_of_result

refused if tested("refused")

refused if lib.result_not_needed

refused if {
	some said in lib.said_of_result
	said[0] == "OBJECTION"
}
