// The processes that tests have started and not yet stopped; they end with the test run, however it ends.

using System.Diagnostics;

namespace TrustLine.Testing;

public static class Alive
{
    private static readonly HashSet<Process> Processes = Register();

    public static void Add(Process process)
    {
        lock (Processes)
        {
            Processes.Add(process);
        }
    }

    public static void Remove(Process process)
    {
        lock (Processes)
        {
            Processes.Remove(process);
        }
    }

    private static HashSet<Process> Register()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            lock (Processes)
            {
                foreach (var process in Processes)
                {
                    try
                    {
                        process.Kill(entireProcessTree: true);
                    }
                    catch (InvalidOperationException)
                    {
                        // It ended by itself.
                    }
                }
            }
        };
        return [];
    }
}
