# METADATA
# title: Geen hit, dan stoppen
# description: >-
#   After no hit, or only data that are too old, research in this source stops and nothing more is asked.
# custom:
#   id: BGP-07
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, stap 3
#   tier: 3
#   certainty: V3
#   effect: deny
#   absence: null
#   inferred: >-
#     A source whose catalogue row names no date field has no age to test. Of what is held each part has the date of
#     what stands in it, which is its age (I).
#   title:
#     nl: Geen hit, dan stoppen
#     en: No hit, then stop
#   text:
#     nl: >-
#       Er is geen hit in deze bron, of alleen een hit die te oud is. Dan stopt het onderzoek in deze bron.
#     en: >-
#       There is no hit in this source, or only one that is too old. Then research in this source stops.
#   remedies: [ASK_PRIVACY_OFFICER]
package norms.bgp.bgp_07

import data.lib

findings contains {"norm": "BGP-07", "effect": "deny"} if {
	source_research
	input.inquiry.mode == "DETAIL"
	input.inquiry.subject.hit == false
}

# Too old is no hit; a record that should carry a date and does not is refused too.
screening contains {"norm": "BGP-07", "effect": "deny", "record": record.index} if {
	source_research
	dated
	some record in input.records
	not recent(record)
}

dated if is_string(lib.source.control.date)

dated if lib.names_holding

recent(record) if {
	is_number(record.ageDays)
	record.ageDays <= lib.settings.bgp.maxAgeDays
}

source_research if {
	lib.bgp
	lib.state == "B3"
}
