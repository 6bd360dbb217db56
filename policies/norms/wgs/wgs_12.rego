# METADATA
# title: Alleen personen en bedrijven van het signaal
# description: >-
#   Only persons and companies of the signal and their direct circle; other persons inside a record are left out.
# custom:
#   id: WGS-12
#   act: WGS
#   article: WGS 2.22 lid 1 onder a en b
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     Counts without persons (C-AGG) need no subject. A record that does not say whose it is stays behind when its
#     source can say it. Family data (C-BRP-REL) only about the person of the signal and the direct circle, as
#     the table of categories says. A relation that the asker recorded is none in their own questions: somebody else says
#     who belongs to the signal (I).
#   title:
#     nl: Alleen personen en bedrijven van het signaal
#     en: Only persons and companies of the signal
#   text:
#     nl: >-
#       U mag alleen gegevens vragen over personen en bedrijven die in het signaal staan, of die daar rechtstreeks
#       mee verbonden zijn. Een ander dan u legt dat in de zaak vast. Gegevens van anderen worden weggelaten.
#     en: >-
#       Only data about persons and companies of the signal or directly connected with it may be asked. Somebody else
#       than you records that in the case. Data of others are left out.
#   remedies: [SIGNAL_TO_RIEC]
package norms.wgs.wgs_12

import data.lib

findings contains {"norm": "WGS-12", "effect": "deny"} if {
	lib.wgs
	not is_null(input.inquiry.subject)
	not input.inquiry.subject.relation in connected
}

findings contains {"norm": "WGS-12", "effect": "deny", "category": "C-BRP-REL"} if {
	lib.wgs
	"C-BRP-REL" in lib.categories
	input.inquiry.subject.relation == "EMPLOYEE"
}

findings contains {"norm": "WGS-12", "effect": "deny"} if {
	lib.wgs
	is_null(input.inquiry.subject)
	count(lib.categories - {"C-AGG"}) > 0
}

# The source can say whose record it is: then only its yes counts.
screening contains {"norm": "WGS-12", "effect": "deny", "record": record.index} if {
	lib.wgs
	lib.source.control.subject != null
	some record in input.records
	record.ofSubject != true
}

screening contains {"norm": "WGS-12", "effect": "deny", "record": record.index} if {
	lib.wgs
	some record in input.records
	record.ofSubject == false
}

screening contains {
	"norm": "WGS-12",
	"effect": "deny",
	"record": record.index,
	"item": {"field": person.field, "index": person.index},
} if {
	lib.wgs
	some record in input.records
	some person in record.persons
	not person.relation in connected
}

connected := {"SIGNAL", "DIRECT", "EMPLOYEE"}
