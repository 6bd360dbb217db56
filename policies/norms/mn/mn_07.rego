# METADATA
# title: Evalueren en terugkoppelen
# description: Every case is evaluated, and the source hears within twelve months what became of its information.
# custom:
#   id: MN-07
#   act: Werkafspraak
#   article: Actieplan Wie praat, die gaat 3.0, evaluatie en terugkoppeling
#   tier: 4
#   certainty: I
#   effect: obligation
#   absence: null
#   inferred: >-
#     A case is closed when it enters closing (B6, R7); a signal that was not taken up is not evaluated (I).
#   title:
#     nl: Evalueren en terugkoppelen
#     en: Evaluate and feed back
#   text:
#     nl: >-
#       Na het sluiten van een zaak kijkt u terug op wat werkte. Wie informatie gaf, hoort binnen twaalf maanden wat ermee
#       is gedaan.
#     en: >-
#       After a case is closed you look back at what worked. Who gave information hears within twelve months what was done
#       with it.
#   remedies: []
package norms.mn.mn_07

import data.lib

acts contains {"norm": "MN-07", "effect": "oblige", "obligation": "EVALUATE_AND_FEED_BACK"} if closing

closing if lib.bgp_move[1] == "B6"

closing if lib.riec_move[1] == "R7"
