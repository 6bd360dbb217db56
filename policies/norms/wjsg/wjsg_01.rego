# METADATA
# title: Strafvorderlijke gegevens buiten het RIEC
# description: >-
#   The prosecution service may provide criminal procedure data for a weighty public interest and listed goals: only
#   what is necessary, other persons not traceable, recorded for at least four years.
# custom:
#   id: WJSG-01
#   act: Wjsg
#   article: Wjsg 39f, Wjsg 39j, Wjsg 52
#   tier: 1
#   certainty: V2
#   effect: deny + mask
#   absence: deny
#   inferred: >-
#     Carries the permit under the decision of the prosecution service, because no other norm is known for this
#     path. The decision is about one source, purpose and subject. Of the listed goals the municipal purposes of order,
#     supervision, enforcement and permits or subsidies (administrative decisions) count, and detection. The secrecy of
#     Wjsg 52 is closed, so every regime but the WGS is refused without it. Records of somebody else and persons named
#     inside a record stay behind, since outside a case nobody's relation is known (I).
#   title:
#     nl: Strafvorderlijke gegevens buiten het RIEC
#     en: Criminal procedure data outside the RIEC
#   text:
#     nl: >-
#       Het Openbaar Ministerie geeft buiten het RIEC alleen gegevens als het dat zelf heeft beslist, voor een doel uit
#       de wet. U krijgt niets over andere personen. De verstrekking wordt vier jaar vastgelegd.
#     en: >-
#       Outside the RIEC the prosecution service gives data only by its own decision, for a goal in the statute. Nothing
#       about other persons is given. The provision is recorded for four years.
#   remedies: [ASK_PROSECUTION, SIGNAL_TO_RIEC]
package norms.wjsg.wjsg_01

import data.lib

findings contains {"norm": "WJSG-01", "effect": "permit", "category": "C-JUS"} if {
	outside_a_riec
	decided
}

findings contains {"norm": "WJSG-01", "effect": "deny"} if {
	outside_a_riec
	not decided
}

findings contains {"norm": "WJSG-01", "effect": "oblige", "obligation": "RECORD_4Y"} if {
	outside_a_riec
	decided
}

screening contains {"norm": "WJSG-01", "effect": "deny", "record": record.index} if {
	outside_a_riec
	some record in input.records
	record.ofSubject != true
}

screening contains {
	"norm": "WJSG-01",
	"effect": "treat",
	"treatment": "withhold",
	"record": record.index,
	"item": {"field": person.field, "index": person.index},
} if {
	outside_a_riec
	some record in input.records
	some person in record.persons
}

outside_a_riec if {
	not lib.wgs
	lib.source.organ == "OM"
	not among_prosecutors
}

among_prosecutors if {
	input.caller.organ == "OM"
	input.inquiry.recipient.organ == "OM"
}

decided if {
	"LB-WJSG39F" in lib.bases
	["OM_DECISION", null] in lib.upheld
	input.inquiry.purpose in goals
	lib.recipient_has_task
	input.inquiry.mode in {"HITNOHIT", "DETAIL"}
	input.inquiry.subject.key != ""
}

goals := {"P-OPSP", "P-OO", "P-13B", "P-174A", "P-TOEZ", "P-HAND", "P-VERG", "P-SUBS"}
