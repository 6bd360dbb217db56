# METADATA
# title: Opsporing door boa's
# description: >-
#   Investigative data of municipal boa's are police data with the employer as controller; data of administrative
#   supervision fall under the AVG. The two are kept apart.
# custom:
#   id: WPG-08
#   act: Wpg
#   article: Besluit politiegegevens buitengewoon opsporingsambtenaren (Stb. 2019, 85); Wpg 7
#   tier: 1
#   certainty: V3
#   effect: deny
#   absence: null
#   inferred: >-
#     The one Wpg ground that the tables know for these data outside a RIEC is Wpg 19, so that WPG-03 decides there; in
#     a RIEC WPG-05 does. It speaks about the investigative data only, so that an inspection report of the same visit
#     can go under its own rules (I).
#   title:
#     nl: Opsporing door boa’s
#     en: Investigation by special officers
#   text:
#     nl: >-
#       Wat een boa bij opsporing vastlegt, zijn politiegegevens. Andere afdelingen krijgen die niet zonder grondslag in
#       de Wet politiegegevens. Het rapport van bestuurlijk toezicht valt hier niet onder.
#     en: >-
#       What a special officer records in an investigation are police data. Other departments do not get them without
#       a ground in the police data act. The report of administrative supervision is another matter.
#   remedies: [INSPECTION_REPORT]
package norms.wpg.wpg_08

import data.lib

findings contains {"norm": "WPG-08", "effect": "deny", "category": "C-BOA"} if {
	not lib.wgs
	"C-BOA" in lib.categories
	not among_boas
	not lib.incidental
}

# The answer passes through the hands of who asks, so naming the boa's as recipient does not help.
among_boas if {
	input.caller.department == "BOA"
	input.inquiry.recipient.department == "BOA"
}
