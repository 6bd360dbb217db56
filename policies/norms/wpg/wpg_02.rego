# METADATA
# title: Politiegegevens voor toezicht
# description: >-
#   Structural provision only to the bodies and tasks of the Bpg, such as supervisors of designated statutes: art. 8
#   and 13 data, under a recorded agreement.
# custom:
#   id: WPG-02
#   act: Wpg
#   article: Wpg 18; Bpg 4:2 en 4:3
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: deny
#   inferred: >-
#     Carries the permit when the agreement exists, because no other norm is known for this path. That the Bpg
#     designates the statute is stated with the agreement. Every purpose outside public order is measured by this
#     norm, as scenario S01 does for a permit (I).
#   title:
#     nl: Politiegegevens voor toezicht
#     en: Police data for supervision
#   text:
#     nl: >-
#       De politie geeft structureel alleen gegevens voor toezicht op wetten die daarvoor zijn aangewezen, en alleen
#       als daarover afspraken zijn vastgelegd.
#     en: >-
#       The police structurally give data only for supervision of statutes designated for it, and only if agreements
#       on it are recorded.
#   remedies: [RECORD_AGREEMENT, BIBOB_ADVICE, SIGNAL_TO_RIEC]
package norms.wpg.wpg_02

import data.lib

findings contains {"norm": "WPG-02", "effect": "permit", "category": "C-POL8"} if lib.under_an_agreement

findings contains {"norm": "WPG-02", "effect": "deny", "category": category} if {
	not input.inquiry.purpose in lib.public_order_purposes
	some category in lib.police_asked
	not category in lib.police_carried
}

screening contains {"norm": "WPG-02", "effect": "deny", "record": record.index} if {
	lib.under_an_agreement
	not lib.of_other_articles
	some record in input.records
	not record.wpgArticle in {"8", "13"}
}
