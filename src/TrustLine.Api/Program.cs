using Microsoft.AspNetCore.Connections;
using TrustLine.Api.Calls;
using TrustLine.Api.Demo.Phone;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Ops;
using TrustLine.Api.Outbox;
using TrustLine.Api.Pages;
using TrustLine.Api.Return;

if (CommandLine.Run(args) is { } status) return status;

Database.BeginModel();
var demo = args is ["demo", ..];

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
try
{
    builder.OpenLine();
}
catch (StartRefusedException refused)
{
    return CommandLine.Refuse(refused.Message);
}

builder.Services.AddJournal();
builder.Services.AddIntake();
builder.Services.AddReturn();
builder.Services.AddOutbox();
builder.AddCalls();
var simulated = builder.AddDemoPhone(demo);
builder.Services.AddLinePages();
builder.AddOffice(demo);

var app = builder.Build();
app.UseLinePages();
app.UseOffice();
app.MapHealth();
app.MapLinePages();
app.MapCalls();
if (simulated) app.MapDemoPhone(demo);
app.MapOffice();
app.WarmReading();
try
{
    await app.RunAsync();
    return 0;
}
catch (IOException error) when (error.InnerException is AddressInUseException)
{
    return CommandLine.Refuse("The address is in use by another program: --urls http://localhost:5080 chooses another.");
}
