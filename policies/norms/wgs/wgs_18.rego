# METADATA
# title: Terugkoppelen wat een resultaat opleverde
# description: >-
#   Recipients report at least yearly on the effect and usefulness of results, and why nothing was done.
# custom:
#   id: WGS-18
#   act: WGS
#   article: WGS 1.7 lid 4 en 5
#   tier: 1
#   certainty: V1
#   effect: obligation
#   absence: null
#   inferred: >-
#     The duty goes with every decision about a result of a RIEC, and bears on what is received (I).
#   title:
#     nl: Terugkoppelen wat een resultaat opleverde
#     en: Report what a result was good for
#   text:
#     nl: >-
#       Wie een resultaat krijgt, meldt ten minste elk jaar wat ermee is gedaan en wat het opleverde. Is er niets mee
#       gedaan, dan meldt u waarom.
#     en: >-
#       Who receives a result reports at least every year what was done with it and what it was good for. If nothing
#       was done with it, the reason is reported.
#   remedies: []
package norms.wgs.wgs_18

import data.lib

findings contains {"norm": "WGS-18", "effect": "oblige", "obligation": "REPORT_EFFECT"} if lib.riec_result
