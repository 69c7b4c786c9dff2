extension SynthesisPlan {
  /// Sets up one planned presentation; a pure function of the plan and its number.
  func recording(of planned: PlannedPresentation) -> Recording {
    let studio = studio(of: planned)
    let key = SeededStream(seed: seed, "shot-" + planned.id).key(0)
    let target = person(planned.face, session: planned.session)
    guard let kind = planned.kind else {
      return studio.sitter(target, planned.conditions, key: key)
    }
    let instrumentKey = SeededStream(
      seed: seed, "instrument-" + kind.rawValue, planned.face, planned.instrument
    ).key(0)
    guard let substance = kind.substance, let wearer = planned.presenter else {
      return studio.instrument(
        kind, of: target, driver: planned.driver.map { person($0, session: planned.session) },
        seriesKey: instrumentKey, holder: hand(of: planned), planned.conditions, key: key)
    }
    let mask = Mask(
      substance, of: target.identity, hasEyeHoles: kind.hasEyeHoles,
      isEdgeVisible: planned.conditions.isBorderVisible, texture: planned.conditions.texture,
      key: instrumentKey)
    return studio.sitter(
      person(wearer, session: planned.session), mask: mask, planned.conditions, key: key)
  }

  private func studio(of planned: PlannedPresentation) -> Studio {
    guard planned.isSequence, let sequences = spec.sequences else {
      return Studio(
        width: spec.width, height: spec.height, seed: seed, isDepthWanted: hasDepth(planned))
    }
    return Studio(
      width: sequences.width, height: sequences.height, seed: seed, zoom: Float(sequences.zoom),
      seconds: Float(sequences.seconds), isDepthWanted: hasDepth(planned))
  }

  private func hand(of planned: PlannedPresentation) -> Vector3? {
    guard planned.conditions.isHandHeld, let presenter = planned.presenter else { return nil }
    return person(presenter, session: 0).identity.skin
  }
}
