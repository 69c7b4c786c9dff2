import PADBenchCommands

await PADBench.runAndExit()
