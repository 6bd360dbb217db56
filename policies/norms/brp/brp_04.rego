# METADATA
# title: BRP-verstrekking twintig jaar vastleggen
# description: >-
#   Every provision from the population register is recorded for 20 years and told to the person on request.
# custom:
#   id: BRP-04
#   act: Wet BRP
#   article: Wet BRP 3.11, Wet BRP 3.22
#   tier: 1
#   certainty: V2
#   effect: obligation
#   absence: null
#   title:
#     nl: BRP-verstrekking twintig jaar vastleggen
#     en: Record population data for twenty years
#   text:
#     nl: >-
#       Elke verstrekking uit de BRP wordt twintig jaar bewaard. De persoon mag weten wie zijn gegevens kreeg, tenzij
#       dat het voorkomen van misdrijven schaadt.
#     en: >-
#       Every provision from the population register is kept for twenty years. The person may know who received the
#       data, unless that harms the prevention of crime.
#   remedies: []
package norms.brp.brp_04

import data.lib

findings contains {"norm": "BRP-04", "effect": "oblige", "obligation": "RECORD_20Y"} if count(lib.brp_categories) > 0
