extension SynthesisPlan {
  /// Renders one planned presentation; a pure function of the plan and its number.
  func shot(_ planned: PlannedPresentation) -> Shot {
    let studio = Studio(width: spec.width, height: spec.height, seed: seed)
    let key = SeededStream(seed: seed, "shot-" + planned.id).key(0)
    let target = person(planned.face, session: planned.session)
    guard let kind = planned.kind else {
      return studio.sitter(target, planned.conditions, key: key)
    }
    let instrumentKey = SeededStream(
      seed: seed, "instrument-" + kind.rawValue, planned.face, planned.instrument
    ).key(0)
    guard kind.isMask, let wearer = planned.presenter else {
      return studio.instrument(
        kind, of: target, seriesKey: instrumentKey, holder: hand(of: planned), planned.conditions,
        key: key)
    }
    let substance: Mask.Substance =
      kind == .maskPaper ? .paper : kind == .maskResin ? .resin : .silicone
    let mask = Mask(
      substance, of: target.identity, isEdgeVisible: planned.conditions.isBorderVisible,
      texture: planned.conditions.texture, key: instrumentKey)
    return studio.sitter(
      person(wearer, session: planned.session), mask: mask, planned.conditions, key: key)
  }

  private func hand(of planned: PlannedPresentation) -> Vector3? {
    guard planned.conditions.isHandHeld, let presenter = planned.presenter else { return nil }
    return person(presenter, session: 0).identity.skin
  }
}
