# METADATA
# title: Politiegegevens voor de openbare orde
# description: >-
#   The police provide to the mayor for authority over the police or for public order; not to the college or to a
#   department as such.
# custom:
#   id: WPG-01
#   act: Wpg
#   article: Wpg 7, Wpg 16 lid 1 onder b
#   tier: 1
#   certainty: V1
#   effect: permit / deny
#   absence: null
#   inferred: >-
#     Closing premises (Opiumwet 13b, Gemeentewet 174a) counts as public order (U1). The data go through a department
#     that works on the task, and only art. 8 and 13 data, as our reading of that path has it. The secrecy of Wpg 7 is closed,
#     so police data that no route of Wpg 16, 18, 19 or 20 carries are refused under every regime but the WGS, those
#     of the marechaussee too. Of information that is
#     held the origin of each part counts, not who holds it: what the mayor received goes on to a department that works on
#     the task for the mayor, and WPG-06 keeps it to its purpose (I).
#   title:
#     nl: Politiegegevens voor de openbare orde
#     en: Police data for public order
#   text:
#     nl: >-
#       De politie geeft gegevens aan de burgemeester voor de openbare orde of voor het gezag over de politie, als dat
#       nodig is. Het college of een afdeling krijgt ze niet, ook niet voor een vergunning.
#     en: >-
#       The police give data to the mayor for public order or for authority over the police, if that is needed. The
#       college or a department does not get them, not for a permit either.
#   remedies: [BIBOB_ADVICE, SIGNAL_TO_RIEC]
package norms.wpg.wpg_01

import data.lib

findings contains {"norm": "WPG-01", "effect": "permit", "category": "C-POL8"} if carried

findings contains {"norm": "WPG-01", "effect": "permit", "fields": names} if {
	names := lib.asked_of(held_for_the_mayor)
	count(names) > 0
}

findings contains {"norm": "WPG-01", "effect": "deny", "fields": names} if {
	not lib.wgs
	not data.facts.organs[input.caller.organ].kind == "PARTICIPANT"
	names := lib.asked_of(held_for_others)
	count(names) > 0
}

# What the mayor received for public order, asked by a department that works on that task for the mayor.
held_for_the_mayor := {name |
	input.inquiry.purpose in lib.public_order_purposes
	input.caller.organ == "BGM"
	input.inquiry.recipient.organ == "BGM"
	some name in lib.police_parts_kept_to_purpose
	part := lib.asked_parts[name]
	part.origin == "POL"
	part.wpgArticle in {"8", "13"}
}

# What others received of the police does not open because the police are not asked themselves.
held_for_others := lib.police_parts - lib.police_parts_kept_to_purpose

findings contains {"norm": "WPG-01", "effect": "deny", "category": category} if {
	some category in lib.police_asked
	not category in lib.police_carried
}

screening contains {"norm": "WPG-01", "effect": "deny", "record": record.index} if {
	carried
	not lib.of_other_articles
	some record in input.records
	not record.wpgArticle in {"8", "13"}
}

carried if {
	"C-POL8" in lib.categories
	lib.for_public_order
}
