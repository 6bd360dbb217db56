# METADATA
# title: Politiegegevens in een ander samenwerkingsverband
# description: >-
#   A partnership outside the WGS needs a written decision that names interest, partnership, goal, data, conditions and
#   recipients.
# custom:
#   id: WPG-04
#   act: Wpg
#   article: Wpg 20 lid 1 en 2
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: deny
#   inferred: >-
#     Carries the permit under a complete decision, because no other norm is known for this path. The decision counts
#     for the purpose and the department it names; a decision that misses one of the six parts refuses, and so do two
#     records of it that contradict each other. Who names it beside a route that carries the data is refused nothing
#     (I).
#   title:
#     nl: Politiegegevens in een ander samenwerkingsverband
#     en: Police data in another partnership
#   text:
#     nl: >-
#       Een ander samenwerkingsverband dan een RIEC krijgt politiegegevens alleen na een schriftelijke beslissing.
#       Daarin staan het belang, het verband, het doel, de gegevens, de voorwaarden en de ontvangers.
#     en: >-
#       A partnership other than a RIEC gets police data only after a written decision. It names the interest, the
#       partnership, the goal, the data, the conditions and the recipients.
#   remedies: [PARTNERSHIP_DECISION, SIGNAL_TO_RIEC]
package norms.wpg.wpg_04

import data.lib

findings contains {"norm": "WPG-04", "effect": "permit", "category": category} if {
	lib.in_a_partnership
	some category in lib.categories
}

# Where another route of the Wpg carries the data, the claim takes nothing away.
findings contains {"norm": "WPG-04", "effect": "deny", "category": category} if {
	"LB-WPG20-1" in input.inquiry.legalBasis
	some category in (lib.police_asked - lib.police_carried)
}

# Articles of the categories that the basis covers; a record that does not say its article stays behind.
screening contains {"norm": "WPG-04", "effect": "deny", "record": record.index} if {
	lib.in_a_partnership
	some record in input.records
	not record.wpgArticle in {"8", "9", "10a", "10c", "13"}
}
